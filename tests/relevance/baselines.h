// Two engines as anyone would set them up in an afternoon, on the same documents and queries and under the same judge:
// what the product has to beat. One document per practice with all its texts, any word of the query is enough, and
// neither knows a vocabulary.
#pragma once

#include <vector>

#include "tests/relevance/collection.h"
#include "tests/relevance/evaluation.h"

namespace gp {

// Xapian with its own TermGenerator and QueryParser, both left as they come but for the stemmer, which is Xapian's for
// the language of the text or query, where it has one; BM25 with its default parameters. As it comes, the parser does
// not stem words with a capital and makes phrases of words that a hyphen joins, which costs German and Danish much.
Search plain_xapian(const std::vector<Document>& documents);

// SQLite's FTS5: the tokenizer unicode61 without diacritics, no stemmer, its bm25.
Search sqlite_fts5(const std::vector<Document>& documents);

}  // namespace gp
