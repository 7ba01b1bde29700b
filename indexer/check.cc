#include "indexer/check.h"

#include <map>
#include <utility>
#include <vector>

#include "indexer/editor/editor.h"
#include "indexer/practice/corpus.h"
#include "indexer/practice/vocabulary.h"

namespace gp {

CheckSummary check_corpus(const std::string& source, const std::string& today, Diagnostics& diagnostics) {
  const Vocabulary vocabulary = read_vocabulary(vocabulary_folder(source), diagnostics);
  CheckSummary summary;
  Editor editor(vocabulary, today);
  std::vector<std::pair<std::string, std::vector<std::string>>> related;
  std::map<std::string, Location> files;
  for_each_case(source, diagnostics, [&](const RawCase& raw) {
    const Decoded decoded = parse_located_case(raw, vocabulary, diagnostics);
    const Practice& practice = decoded.practice;
    ++summary.practices;
    summary.texts += practice.texts.size();
    const std::string& id = practice.id.empty() ? raw.id : practice.id;
    files[id] = related_location(raw);
    related.emplace_back(id, practice.related);
    editor.read(decoded, diagnostics);
  });
  check_related(
      related, [&files](const std::string& id) { return files[id]; }, diagnostics);
  editor.compare(diagnostics);
  return summary;
}

}  // namespace gp
