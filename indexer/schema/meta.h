// What an index says of itself, and the indexer's memory of the cases in it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/practice.h"
#include "indexer/schema/postings.h"

namespace gp {

// A practice that was withdrawn: not found any more, but its address still says why.
struct Withdrawn {
  std::string id{};
  std::string reason{};
};

struct Meta {
  std::string generation{};  // digest of everything the index was made from: equal content, equal generation
  std::string created{};     // RFC 3339, UTC
  std::string corpus_digest{};
  std::string vocabulary_digest{};
  std::string lexicon_digest{};  // of what the lexicon section was made of (lexicon/compile.h)
  std::uint32_t analysis_version = 0;
  std::size_t practices = 0;
  std::map<std::string, std::size_t> languages{};  // texts by language tag
  std::vector<std::string> stem_tags{};            // in use, sorted
  std::vector<Withdrawn> withdrawn{};
  std::string staging_seal{};  // what the staging folder looked like when this was published (index/writer.cc)
};

std::string encode_meta(const Meta& meta);
Meta decode_meta(std::string_view json);  // throws CorruptIndex

// One case as the last update saw it.
struct CaseEntry {
  std::string id{};
  std::string digest{};
  std::string file{};          // where messages about it point
  std::uint32_t document = 0;  // 0: not searchable (draft or withdrawn)
  Status status = Status::kPublished;
  std::string reason{};  // of the withdrawal
  std::vector<std::string> related{};
};

std::string encode_cases(const std::vector<CaseEntry>& cases);
std::vector<CaseEntry> decode_cases(std::string_view bytes);  // throws CorruptIndex

struct WordEntry {
  std::string_view word{};
  std::uint32_t practices = 0;  // that have it
};
// The folded words of the words section, sorted by bytes; views into it.
std::vector<WordEntry> word_list(const Postings& words);

}  // namespace gp
