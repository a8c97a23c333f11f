import type { Wording } from './sentence.ts';

/**
 * How French writes sentences of the program.
 * @param words the French of each sentence, by its template
 * @param locale BCP 47: `fr-CA`
 */
export function frenchWording(words: ReadonlyMap<string, string>, locale: string): Wording {
  const formats: Intl.NumberFormat[] = [];
  return {
    template: template => words.get(template),
    figure: figure => {
      const value = Number(figure);
      if (!Number.isFinite(value) || /e/i.test(figure)) return figure;
      // As many decimals as the program gave; grouping would make `4096` something else.
      const decimals = figure.split('.')[1]?.length ?? 0;
      formats[decimals] ??= new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        useGrouping: false,
      });
      return formats[decimals].format(value);
    },
  };
}
