// A retrieval collection as they are published: documents, queries and judgments of which document answers which query.
// It is a folder with
//
//   docs.jsonl     {"id": "a7", "lang": "cs", "title": "…", "text": "…"}; no title, or an empty one, is fine
//   queries.jsonl  {"id": "q1", "lang": "cs", "text": "…"}; other keys do not matter
//   qrels.tsv      query, a column that does not matter, document, grade
//
// each of which may be compressed (docs.jsonl.gz). Lines of one document id in several languages are one document with
// several texts; lines of one query id in several languages are queries with the same judgments. Queries of one id in
// one language are left out: nobody knows which of them a judgment means.
//
// Queries are plain questions: what our grammar would take for a sign (quotation marks, a minus or "title:" before a
// word, an asterisk after it, OR) is taken out or made a word, so every engine gets the same words and nothing else.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/relevance/evaluation.h"

namespace gp {

struct DocumentText {
  std::string title{};  // may be empty
  std::string body{};   // plain text
};

struct Document {
  std::string id{};  // any string
  std::map<std::string, DocumentText> texts{};
};

struct Collection {
  std::vector<Document> documents{};
  std::vector<JudgedQuery> queries{};  // grades by Document::id
  std::size_t ambiguous = 0;           // queries left out because they share their id
  std::size_t unanswerable = 0;        // queries left out because no document that was read answers them
};

struct CollectionOptions {
  std::string language{};  // of the documents; empty: all
  std::string queries{};   // language of the queries; empty: all
  std::size_t limit = 0;   // so many queries, evenly spread over the file; 0: all
};

// Throws std::runtime_error naming file and line of what is not understood.
Collection read_collection(const std::string& folder, const CollectionOptions& options = {});

// The words of a question without the signs of our grammar, at most as long as a query may be.
std::string plain_words(std::string_view question);

}  // namespace gp
