/** Numbers of Windows in words of programs, since the words themselves are translated. To be used with the flag `i`. */

/** An HRESULT that is named as one, e.g. `error 0x80070070`; `codes` is a part of a pattern, e.g. `800700(?:70|27)`. */
export function hresult(codes: string): string {
  return String.raw`\b(?:HRESULT|error|code|status|fail\w{0,4}|exception|result|returned|denied|with|Fehler|erreur|エラー|错误).{0,40}\b0x${codes}\b`;
}

/** An exit code as a negative number, e.g. `exited with -1073741697`. */
export function negativeCode(numbers: string): string {
  return String.raw`\b(?:code|status|exit\w{0,4}|returned|error|with)\b.{0,20}${numbers}\b`;
}

/** One pattern of several that stand for the same. */
export function anyOf(...patterns: readonly string[]): RegExp {
  return RegExp(patterns.join('|'), 'i');
}
