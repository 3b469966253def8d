"""What the world's calendars and maps say: countries, regions, zones, weekends, holidays, seasons, languages.

Pure over the data of babel, holidays, phonenumbers and zoneinfo; the heavy libraries are imported on first use.
Public modules: `countries`, `zones`, `holidays`, `greetings`, `seasons`, `languages`.
"""
