# Completion of codereview for bash: source <(codereview completions bash)
_codereview() {
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$(codereview "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -o bashdefault -F _codereview codereview
