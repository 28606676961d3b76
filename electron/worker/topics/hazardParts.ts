// A hazard's text -> its consequence and avoidance, only where the manual says them in so many words.
// Example: "Risk of burns! Let the oven cool down first." -> consequence "Risk of burns!", avoidance "Let the oven cool down first."
// Trap: nothing is invented and nothing is moved: both are sentences of the text, and the device always says the whole text.

const consequence =
  /(?:^|\s)(?:risk|danger|hazard) of|(?:can|may|could|will|might) (?:cause|result|lead|be (?:dangerous|fatal|injured|damaged))|(?:injur|burn|scald|death|shock|fire|damage)|(?:gefahr|kann|können) .*(?:führen|verletz|verbrenn|schaden|tod)|verletzungsgefahr|stromschlag|brandgefahr/iu
const avoidance =
  /^(?:do not|never|always|make sure|ensure|keep|unplug|disconnect|let|allow|wear|use|switch|turn|avoid|only|check|wait|nicht|niemals|nie|immer|achten|vermeiden|ziehen|schalten|halten|lassen)\b|\b(?:must|should|darf|dürfen|müssen|muss) (?:not |never |nicht |nur )?/iu

export function consequenceOf(written: string): { consequence: string; avoidance: string } {
  const sentences = written.split(/(?<=[.!?])\s+(?=\p{Lu})/u)
  const avoid = sentences.filter((sentence) => avoidance.test(sentence))
  const harm = sentences.filter((sentence) => consequence.test(sentence) && !avoid.includes(sentence))
  return { consequence: harm.join(' '), avoidance: avoid.join(' ') }
}
