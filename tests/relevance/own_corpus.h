// Our own corpus, as the other engines read it and as a collection across languages.
//
// A case that is written in several languages is a known item: whoever reads its French title means this practice and
// no other. So the titles of all texts that are not English, and apart from them the first sentences of their
// summaries, are queries against an index of the English texts alone, and the one practice each is of is the answer.
// What does not depend on language - place, themes, evidence - stays: searching across languages rests on it and on the
// vocabulary. It is harder than judged queries are, since only one practice is right, and easier than life, since the
// query names all that the text is about.
#pragma once

#include <vector>

#include "indexer/practice/practice.h"
#include "tests/relevance/collection.h"
#include "tests/relevance/evaluation.h"

namespace gp {

// The published practices of the corpus (GP_CORPUS_PATH). Throws std::runtime_error when it has errors.
std::vector<Practice> read_own_practices();

// Their texts without markup: the title, and summary and body as one.
std::vector<Document> documents_of(const std::vector<Practice>& practices);

// Those with an English text, with nothing but that one.
std::vector<Practice> only_english(std::vector<Practice> practices);

// Kinds "title" and "summary".
std::vector<JudgedQuery> known_item_queries(const std::vector<Practice>& practices);

// "It works. Others copied it." -> "It works."; the rules of the language say where.
std::string first_sentence(const std::string& text, const std::string& lang);

}  // namespace gp
