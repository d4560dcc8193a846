"""From a match of the grammar to a reading: which function reads which kind of expression."""

from collections.abc import Callable, Mapping

from ontherecord.annotate.dates import calendar_dates, durations, relative_dates, seasons_and_holidays, times
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Context, Reading

Reader = Callable[[Match, Context], Reading | None]

READERS: Mapping[str, Reader] = {
    reader.__name__: reader
    for reader in (
        calendar_dates.named_date,
        calendar_dates.date,
        calendar_dates.numeric_date,
        calendar_dates.month,
        calendar_dates.bare_month,
        calendar_dates.month_at_end_of_range,
        calendar_dates.months_of_quarter,
        calendar_dates.week_of_date,
        calendar_dates.week_of_month,
        calendar_dates.year,
        calendar_dates.bare_year,
        calendar_dates.year_of_era,
        calendar_dates.year_at_end_of_range,
        calendar_dates.quarter,
        calendar_dates.half,
        calendar_dates.half_of_accounts,
        calendar_dates.decade,
        calendar_dates.bare_decade,
        calendar_dates.century,
        seasons_and_holidays.season,
        seasons_and_holidays.antecedent_season,
        seasons_and_holidays.holiday,
        seasons_and_holidays.holiday_weekend,
        seasons_and_holidays.weekday_by_holiday,
        relative_dates.weekday,
        relative_dates.weekday_at_end_of_range,
        relative_dates.some_weekday,
        relative_dates.relative_weekday,
        relative_dates.weekday_of_week,
        relative_dates.day_word,
        relative_dates.relative_period,
        relative_dates.bare_period,
        relative_dates.new_year,
        relative_dates.ago,
        relative_dates.weeks_from_day,
        relative_dates.vague_ago,
        relative_dates.antecedent_period,
        relative_dates.antecedent_month,
        relative_dates.antecedent_weekday,
        relative_dates.the_day,
        relative_dates.earlier_in_comparison,
        relative_dates.year_earlier,
        relative_dates.reference,
        relative_dates.one_day,
        times.clock,
        times.entry_time,
        times.numeric_date_and_time,
        times.part_of_named_day,
        times.part_of_antecedent_day,
        times.overnight,
        times.some_night,
        times.moment,
        times.bare_hour,
        times.counted_day,
        durations.duration,
        durations.compound_duration,
        durations.vague_duration,
        durations.duration_range,
        durations.half_duration,
        durations.age,
        durations.age_range,
        durations.lasting,
        durations.every,
        durations.rate,
        durations.frequency,
    )
}


def read(match: Match, context: Context) -> Reading | None:
    """The reading of an expression; None where it proves to be none."""
    return READERS[match.reading](match, context)
