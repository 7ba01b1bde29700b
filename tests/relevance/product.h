// The product under judgment: what is to be searched goes through the real indexer, in a temporary folder, and is
// opened as the daemon opens it. The vocabulary is always that of the corpus.
//
// A document of a collection becomes a practice with the fewest keys that are valid: an id and its texts. Its id is "d"
// and its number. A text needs a title; where the collection has none, it is that same "d123": the first words of the
// text would count twice, and a word that no query has costs all documents the same. The text is the body, with a
// backslash before every sign that Markdown would take out. There is no summary.
#pragma once

#include <vector>

#include "indexer/practice/practice.h"
#include "searchd/search/searcher.h"
#include "tests/relevance/collection.h"
#include "tests/relevance/evaluation.h"

namespace gp {

// Of the corpus (GP_CORPUS_PATH). Throws std::runtime_error with all diagnostics when it has errors, as do the others.
Searcher open_corpus();

// Its hits are "d" and a number: a place in `documents`.
Searcher open_collection(const std::vector<Document>& documents);

// `q` and `lang` as a reader sends them. May be called in any number of threads.
Search product_search(Searcher searcher);
Search product_search(const std::vector<Practice>& practices);
Search product_search(const std::vector<Document>& documents);

}  // namespace gp
