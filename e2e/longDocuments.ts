/** Markdown as people write it in a text editor, about as long as this many printed pages. */
export function markdownPages(count: number): string {
  const pages = Array.from({ length: count }, (_, i) => page(i + 1))
  return `# A long document\n\n${pages.join('\n\n')}\n`
}

function page(number: number): string {
  const sentence = `This is what page ${number} says, with **bold words**, *slanted ones* and \`code\`. `
  return [
    `## Page ${number}`,
    sentence.repeat(8).trim(),
    `- a point\n- another, with a [link](https://example.org/${number})\n- the last`,
    `1. first\n2. second`,
    `> Somebody said it before.`,
    '```ts\nconst weft = "' + number + '"\nconsole.log(weft)\n```',
    sentence.repeat(12).trim(),
    `The end of page ${number}.`,
  ].join('\n\n')
}

/** Plain Chinese text without any markup, about as long as this many printed pages. */
export function chinesePages(count: number): string {
  const sentence = '我们一起写这份文件，谁的字都不会丢失；断电、断网、关机，写下的都在。'
  return Array.from({ length: count }, (_, i) => `${sentence.repeat(20)}\n\n第${i + 1}页完。`).join('\n\n')
}
