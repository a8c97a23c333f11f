export type PromptLanguage = 'en' | 'fr';

const FRENCH = new Set(
  'le la les l un une des du de d et est sont dans pour avec sur sans ce cette ces mon ma mes notre nos votre vos je tu il elle nous vous qui que quel quelle quels quelles ne pas au aux en par ou mais fais corrige ajoute ecris mets resume refactorise explique petite faute bonjour merci quoi comment pourquoi tout toute selon vers'.split(
    ' ',
  ),
);
const ENGLISH = new Set(
  'the a an and is are in of to for with on without this that these my our your i you he she we they it its who which what how why not from by or but please fix add write make update explain should does do be as at when where'.split(
    ' ',
  ),
);

/** @param words folded words @returns English where nothing tells */
export function detectLanguage(words: readonly string[]): PromptLanguage {
  let balance = 0;
  for (const word of words) {
    if (FRENCH.has(word)) balance += 1;
    if (ENGLISH.has(word)) balance -= 1;
  }
  return balance > 0 ? 'fr' : 'en';
}
