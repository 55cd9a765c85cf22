"""The names of months and weekdays in the languages of the region, and short forms.

The words are those of the Unicode CLDR, without accents too: a table may lack them.
"""

from dashboard.text.fold import fold

_MONTHS = """
january jan enero ene janvier janv janeiro
february feb febrero febr fevrier fevr fev fevereiro
march mar marzo mars marco
april apr abril abr avril avr
may mayo mai maio
june jun junio juin junho
july jul julio juillet juil julho
august aug agosto ago aout
september sep sept septiembre set setiembre septembre setembro
october oct octubre octobre outubro out
november nov noviembre novembre novembro
december dec diciembre dic decembre dezembro dez
"""
_WEEKDAYS = """
monday mon lunes lun lundi segunda
tuesday tue tues martes mar mardi terca
wednesday wed miercoles mie mercredi mer quarta
thursday thu thur thurs jueves jue jeudi jeu quinta
friday fri viernes vie vendredi ven sexta
saturday sat sabado sab samedi sam
sunday sun domingo dom dimanche dim
"""


def _numbered(lines: str, first: int) -> dict[str, int]:
    return {
        word: number
        for number, line in enumerate(lines.strip().splitlines(), start=first)
        for word in line.split()
    }


MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_WEEKDAYS, 0)


def month_number(word: str) -> int | None:
    """Return 1 to 12 for the name of a month, None for any other word."""
    return MONTHS.get(fold(word))


def weekday_number(word: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, None for any other word."""
    return WEEKDAYS.get(fold(word))
