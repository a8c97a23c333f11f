/** Words that ask for an act, as they stand at the head of a clause. */
export const ACT =
  '(?:fix|add|update|upgrade|write|make|run|refactor|migrate|create|build|implement|rewrite|remove|delete|test|check|review|deploy|document|rename|correct|move|change|convert|port|design|plan|explain|summari[sz]e|translate|improve|extract|replace|ensure|generate|debug|optimi[sz]e|find|show|list|push|release|secure|audit|roll|set|split|introduce|integrate|connect|develop|code|configure|expose|wrap|clean|speed|harden|investigate|handle|support|use|validate|verify|scaffold|prototype|resolve|solve|rebase|resou(?:s|dre)|resolvez|containeri[sz]e|dockeri[sz]e|compute|return|cache|send|store|parse|read|' +
  '(?:corrig|ajout|cr[e]|refactoris|migr|test|verifi|deploi|document|renomm|chang|explique|resum|amelior|remplac|lanc|trouv|affich|implement|supprim|calcul|prepar|optimis|gener|debogu|securis|audit|reform|applique|analys|configur|integr|develop|modifi|repar|decoup|separ|extrai|deplac|simplifi|mont|pass)(?:e|es|er|ez|ons|uer|ul|ule|uler|pp|ppe|pper|oy|oye|oyer)?|' +
  'ecri(?:s|re|vez)|reecri(?:s|re|vez)|me(?:ts|ttre|ttez)|fai(?:s|re|tes)|convert(?:is|ir|issez)|concoi?s|concevoir|concevez|tradui(?:s|re|sez)|construi(?:s|re|sez)|redig(?:e|er|ez))';

const POLITE =
  '(?:please |also |just |now |then |next |finally |can you |could you |ensuite |puis |aussi |merci de |peux tu |il faut )*';
const STARTS_WITH_ACT = new RegExp(`^ ${POLITE}${ACT} `);
const SPLIT_BEFORE_ACT = new RegExp(
  `(?:,|(?<= )(?:and|et|then|puis|ensuite|but|mais)) (?=${POLITE}${ACT} )`,
  'g',
);
const FRONTED = /^ (?:in|inside|on|for|within|about|dans|sur|pour|concernant) /;
/** "in the guide" leads up to the act after the comma; a clause that has an act of its own does not. */
const HAS_ACT = new RegExp(` ${ACT} `);

/** True where the clause asks for something to be done. */
export function asksForAct(clause: string): boolean {
  return STARTS_WITH_ACT.test(clause);
}

/** True where the clause names an act anywhere. */
export function namesAct(clause: string): boolean {
  return HAS_ACT.test(clause);
}

/**
 * Splits folded words into clauses, one act each, every clause with a blank at both ends. A colon does
 * not split: what follows it explains what stands before it.
 */
export function splitClauses(words: readonly string[]): string[] {
  const sentences = ` ${words.join(' ')} `.split(/ \. /);
  return sentences.flatMap(sentence => {
    const pieces = ` ${sentence} `
      .replace(SPLIT_BEFORE_ACT, '|')
      .replace(/ [,(] /g, ' | ')
      .split('|');
    const clauses: string[] = [];
    let fronted = '';
    for (const piece of pieces) {
      const clause = ` ${fronted} ${piece} `.replace(/\s+/g, ' ');
      if (clause.trim() === '') continue;
      fronted = '';
      if (FRONTED.test(clause) && !HAS_ACT.test(clause)) fronted = clause;
      else clauses.push(clause);
    }
    if (fronted !== '') clauses.push(fronted);
    return clauses;
  });
}
