// The translations that go into an index: what its texts can use of the dictionaries that are installed.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace gp {

// How many practices have texts in just these languages, by their stem tags.
using PracticesByStemTags = std::map<std::set<std::string>, std::size_t>;

// The languages through which every practice can be reached, and those a quarter of the practices have: words are
// translated into these. A practice with an English text is found by its English words, whatever other texts it has.
std::vector<std::string> languages_to_reach(const PracticesByStemTags& practices);

// Where the compiled dictionaries may be kept: `wanted` if a file can be written there, else in the index folder, which
// can be written to always. Makes the folder of `wanted`.
std::string usable_cache(const std::string& wanted, const std::string& index_folder);

struct LexiconSection {
  std::string digest{};  // of what it was made of; empty without dictionaries
  std::string bytes{};   // empty, too, where there is nothing to translate
};

// The lexicon section for the texts in `database` (terms as in index_schema.h): `published` where that was made of the
// same. A damaged dictionary is left out with a sentence to `warn`. Throws std::system_error when the cache cannot be
// written.
LexiconSection translations(const std::string& dictionaries, const std::string& cache,
                            const PracticesByStemTags& practices, const Xapian::Database& database,
                            LexiconSection published, const std::function<void(const std::string&)>& warn);

}  // namespace gp
