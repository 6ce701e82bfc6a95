// How fast `compromise` (npm) does its part of the job: sentences, words with their tags, people, quotations.
//
//   cd benches/compromise && npm install && npm run bench
//
// Reads the benchmark's articles, or those of a JSON-lines corpus that is named. It finds no
// speakers of quotations and no sources: what it does is less than what whosaid does.
const fs = require('fs')
const path = require('path')
const compromise = require('compromise')
const nlp = compromise.default || compromise

const usual = path.join(__dirname, '..', '..', 'fixtures', 'benchmark', 'agency.jsonl')
const corpus = process.argv[2] || usual
const texts = fs.readFileSync(corpus, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).text)
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

const walk = () => {
  let found = 0
  for (const text of texts) {
    const doc = nlp(text)
    found += doc.quotations().length + doc.people().length
  }
  return found
}

walk() // The first round compiles.
const rounds = 3
const start = process.hrtime.bigint()
let found = 0
for (let round = 0; round < rounds; round += 1) found = walk()
const seconds = Number(process.hrtime.bigint() - start) / 1e9
const rate = (bytes * rounds) / seconds / 1e6
console.log(`compromise ${nlp.version}: ${rate.toFixed(3)} MB/s (${bytes} bytes, ${found} quotations and people)`)
