const BLOCK =
  'address|article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|section|table|tbody|td|tfoot|th|thead|title|tr|ul';
const INLINE =
  'a|abbr|b|cite|em|font|i|img|label|mark|q|s|small|span|strong|sub|sup|u|meta|link|input|button|option|select';
const KNOWN_TAG = new RegExp(`</?(?:${BLOCK}|${INLINE}|script|style|pre|code)(?:\\s[^<>]*)?/?>`, 'gi');
const ANY_TAG = /<\/?[A-Za-z][\w.:-]*(?:\s[^<>]*)?>/g;
/** What a page never has outside scripts, and templates, components and programs do. */
const PROGRAM =
  /<\?(?:php|xml|=)|<%|\{\{|\{%|className=|=\{|=>|^\s*(?:import|export|package|use|using|#include|const|let|var|def|class|func|fn|public|private|return)\b|@click|v-if=|<template|<xsl:|xmlns=|#!\/|^\s*(?:\/\/|\/\*)/m;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  euro: '€',
};

function withoutScripts(text: string): string {
  return text
    .replace(/<(script|style|noscript|template|svg)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '');
}

/**
 * True where the text is a page or a piece of one, not a program that holds angle brackets. A doubt is a no:
 * an unstripped tag costs a few tokens, a stripped generic costs the code.
 */
export function isHtml(text: string): boolean {
  const trimmed = text.trimStart().replace(/^\uFEFF/, '');
  const isPage = /^(?:<!doctype html[^>]*>|<html[\s>])/i.test(trimmed);
  const visible = withoutScripts(trimmed);
  if (PROGRAM.test(visible.replace(/xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"/, ''))) return false;
  if (isPage) return /<\/(?:html|body|head|p|div)>/i.test(trimmed);
  const known = visible.match(KNOWN_TAG)?.length ?? 0;
  const all = visible.match(ANY_TAG)?.length ?? 0;
  const opensWithBlock = new RegExp(`^<(?:${BLOCK}|span|a|b|strong)(?:\\s[^<>]*)?>`, 'i').test(trimmed);
  const closes = new RegExp(`</(?:${BLOCK}|span|a|b|strong)>\\s*$`, 'i').test(trimmed);
  return opensWithBlock && closes && known >= 4 && known / all >= 0.9;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}

/** The text of a page: scripts, styles and comments go, blocks become lines, `<pre>` keeps its blanks. */
export function htmlToText(html: string): string {
  const kept: string[] = [];
  const marked = withoutScripts(html)
    .replace(
      /<head\b[^>]*>[\s\S]*?<\/head\s*>/gi,
      head => /<title[^>]*>([\s\S]*?)<\/title>/i.exec(head)?.[1] ?? '',
    )
    .replace(/<pre\b[^>]*>([\s\S]*?)<\/pre\s*>/gi, (_whole, content: string) => {
      kept.push(decodeEntities(content.replace(ANY_TAG, '')));
      return `\n\uE000${kept.length - 1}\uE000\n`;
    });
  const text = marked
    .replace(/<!doctype[^>]*>/gi, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/t[dh]\s*>\s*<t[dh]\b[^>]*>/gi, ' | ')
    .replace(new RegExp(`</?(?:${BLOCK})(?:\\s[^<>]*)?/?>`, 'gi'), '\n')
    .replace(ANY_TAG, '');
  return decodeEntities(text)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ ?\uE000(\d+)\uE000 ?/g, (_whole, index) => kept[Number(index)] ?? '')
    .trim();
}
