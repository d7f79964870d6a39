"""What `cleaner --help` says, as click writes it; a test compares."""

HELP = """\
Usage: cleaner [OPTIONS] COMMAND [ARGS]...

  Take the debris out of scraped articles, leave the article alone, say what
  went and why.

  Settings are read from cleaner.toml, or from [tool.cleaner] in
  pyproject.toml, in the current folder; the command line wins. Exit codes: 0
  done, 1 some inputs failed, 2 usage.

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit.

Commands:
  clean    Clean texts and corpora: files, folders, or standard input (-).
  explain  Show FILE (- for standard input) with what is decided about...
  restore  Give back the source of the text CLEAN, from its REPORT.
  rules    Look at rules, check them, try new ones.
  summary  Add up the summary.json of several runs, and tell the totals.
"""
