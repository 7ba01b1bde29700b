#include "indexer/index/translations.h"

#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "indexer/lexicon/compile.h"
#include "indexer/lexicon/dictionaries.h"
#include "indexer/schema/index_schema.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCacheName = "dictionaries.cache";  // in the index folder

// The terms of a database with one prefix. There may be millions: a set of strings takes several times the memory.
class SortedTerms {
 public:
  SortedTerms(const Xapian::Database& database, const std::string& prefix) {
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
      begins_.push_back(static_cast<std::uint32_t>(letters_.size()));
      letters_ += *term;
    }
    begins_.push_back(static_cast<std::uint32_t>(letters_.size()));
  }

  bool contains(std::string_view term) const {
    const auto end = begins_.end() - 1;
    const auto found = std::lower_bound(begins_.begin(), end, term,
                                        [this](const std::uint32_t& begin, auto sought) { return at(begin) < sought; });
    return found != end && at(*found) == term;
  }

 private:
  std::string_view at(const std::uint32_t& begin) const {  // an element of begins_, but the last
    return std::string_view(letters_).substr(begin, *(&begin + 1) - begin);
  }

  std::string letters_{};
  std::vector<std::uint32_t> begins_{};  // and where the last ends
};

}  // namespace

std::vector<std::string> languages_to_reach(const PracticesByStemTags& practices_by_tags) {
  std::map<std::string, std::size_t> practices;
  std::size_t all = 0;
  for (const auto& [tags, count] : practices_by_tags) {
    for (const std::string& tag : tags) practices[tag] += count;
    all += count;
  }
  std::vector<std::string> by_share;
  by_share.reserve(practices.size());
  for (const auto& [tag, count] : practices) by_share.push_back(tag);
  std::ranges::stable_sort(by_share, [&](const auto& a, const auto& b) { return practices[a] > practices[b]; });
  std::vector<std::string> chosen;
  const auto is_covered = [&](const auto& entry) {
    return std::ranges::any_of(chosen, [&](const std::string& tag) { return entry.first.contains(tag); });
  };
  for (const std::string& tag : by_share) {
    if (4 * practices[tag] >= all || !std::ranges::all_of(practices_by_tags, is_covered)) chosen.push_back(tag);
  }
  return chosen;
}

std::string usable_cache(const std::string& wanted, const std::string& index_folder) {
  const fs::path file = wanted;
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  const bool usable = file.has_parent_path() && !error && ::access(file.parent_path().c_str(), W_OK) == 0;
  return usable ? wanted : (fs::path(index_folder) / kCacheName).string();
}

LexiconSection translations(const std::string& dictionaries, const std::string& cache,
                            const PracticesByStemTags& practices, const Xapian::Database& database,
                            LexiconSection published, const std::function<void(const std::string&)>& warn) {
  const std::optional<Dictionaries> opened = open_dictionaries(dictionaries, cache, warn);
  if (!opened) return {};
  const SortedTerms stems(database, "Z");
  const CollectionWords collection{.targets = languages_to_reach(practices),
                                   .has_stem = [&stems](std::string_view stem_tag, std::string_view stem) {
                                     return stems.contains(stem_term(stem_tag, stem));
                                   }};
  std::string digest = lexicon_digest(*opened, collection);
  if (digest == published.digest) return published;
  return {.digest = std::move(digest), .bytes = compile_lexicon(*opened, collection)};
}

}  // namespace gp
