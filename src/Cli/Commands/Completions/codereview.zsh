# Completion of codereview for zsh: source <(codereview completions zsh)
_codereview() {
    local -a found
    found=(${(f)"$(codereview "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)"})
    if (( ${#found} )); then compadd -- ${found}; else _files; fi
}
compdef _codereview codereview
