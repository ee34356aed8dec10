# Completion of codereview for fish: codereview completions fish | source
complete --command codereview --no-files --arguments '(codereview "[suggest:"(commandline --cursor)"]" (commandline --cut-at-cursor) 2>/dev/null)'
complete --command codereview --condition '__fish_seen_subcommand_from review' --force-files
