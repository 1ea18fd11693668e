/** A sentence for a language model in place of an answer: VS Code hands the message of what a tool throws on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
