/** A shell that there is a script for. */
export type CompletionShell = 'bash' | 'zsh' | 'fish' | 'powershell';

/** Every shell that there is a script for. */
export const COMPLETION_SHELLS: readonly CompletionShell[] = ['bash', 'zsh', 'fish', 'powershell'];

const BASH = `# bash completion for restack. Load it: source <(restack completion bash)
_restack() {
  local line current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :files) compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current") ;;
      :folders) compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$current") ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(restack __complete "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "=$current" 2>/dev/null)
}
complete -F _restack restack
`;

const ZSH = `#compdef restack
# zsh completion for restack. Load it after compinit: source <(restack completion zsh)
_restack() {
  local line
  local -a described
  for line in "\${(@f)$(restack __complete "\${(@)words[2,CURRENT-1]}" "=\${words[CURRENT]}" 2>/dev/null)}"; do
    case "$line" in
      :files) _files ;;
      :folders) _files -/ ;;
      *$'\\t'*) described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
      ?*) described+=("\${line//:/\\\\:}") ;;
    esac
  done
  (( \${#described} )) && _describe -V restack described
  return 0
}
compdef _restack restack
`;

const FISH = `# fish completion for restack. Keep it: restack completion fish > ~/.config/fish/completions/restack.fish
function __restack_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  for line in (restack __complete $words[2..-1] "=$current" 2>/dev/null)
    switch $line
      case ':files'
        __fish_complete_path "$current"
      case ':folders'
        __fish_complete_directories "$current" ''
      case '*'
        printf '%s\\n' "$line"
    end
  end
end
complete -c restack -f -a '(__restack_complete)'
`;

const POWERSHELL = `# PowerShell completion for restack. Load it: restack completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName restack -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  & restack __complete @words "=$wordToComplete" 2>$null | ForEach-Object {
    $word, $about = $_ -split "\`t", 2
    if ($word -eq ':files' -or $word -eq ':folders') {
      [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
    } else {
      if (-not $about) { $about = $word }
      [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
    }
  }
}
`;

const SCRIPTS: Readonly<Record<CompletionShell, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};

/** Renders the completion script of a shell. The words themselves come from the installed version, when they are asked for. */
export function renderCompletionScript(shell: CompletionShell): string {
  return SCRIPTS[shell];
}
