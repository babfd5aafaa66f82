// The phrases of scripts: English from src/text/script.json, or another language from its file in lang/.

/** Returns a phrase in the language of the page, with its arguments filled in: say({ key }, { name: value }). */
export function say(phrase, values = {}) {
  const [[key, english]] = Object.entries(phrase);
  return (window.deskbellPhrases?.[key] ?? english).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
