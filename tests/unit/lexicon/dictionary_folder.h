// A folder with small dictionaries as dictd has them.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/lexicon/compile.h"
#include "indexer/lexicon/dictionaries.h"
#include "indexer/schema/lexicon.h"
#include "indexer/text/analyser.h"
#include "tests/support/dictionary_files.h"
#include "tests/support/temp_folder.h"

namespace gp {

class DictionaryFolder {
 public:
  // `languages` as in the names of the files: "deu-eng".
  void add(const std::string& languages, const std::vector<std::string>& entries) {
    write_dictionary(folder_.path(), languages, entries);
  }

  std::string path() const { return folder_.path(); }
  std::string path(std::string_view name) const { return folder_.path(name); }
  std::string cache() const { return cache_.path("dictionaries"); }

  Dictionaries open() {
    auto opened = open_dictionaries(path(), cache(), [this](const std::string& text) { warnings.push_back(text); });
    if (!opened) throw std::runtime_error("no dictionaries");
    return std::move(*opened);
  }

  std::vector<std::string> warnings{};

 private:
  TempFolder folder_;
  TempFolder cache_;
};

// A collection that has every stem of these languages.
inline CollectionWords collection_of(std::vector<std::string> stem_tags) {
  return {.targets = std::move(stem_tags), .has_stem = [](std::string_view, std::string_view) { return true; }};
}

// The translations of a word into one language, the best first; those by way of a third one end with "*".
inline std::vector<std::string> translations(std::string_view section, const std::string& language,
                                             std::string_view text, std::string_view target) {
  Analyser analyser(language);
  const std::string tag(analyser.stem_tag());
  std::vector<std::string> words;
  for (const Token& token : analyser.analyse(text)) {
    Lexicon(section).translate(tag, token.stem, token.word, [&](const WordTranslation& found) {
      if (found.stem_tag == target) words.push_back(std::string(found.word) + (found.pivot ? "*" : ""));
    });
  }
  return words;
}

}  // namespace gp
