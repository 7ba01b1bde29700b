// Where practices come from: a corpus folder (practices/<id>/{practice.yaml,<lang>.md}) or a JSON Lines file. One case
// is read at a time, so memory does not grow with the collection, and a case whose bytes have not changed need not be
// parsed.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/practice/practice.h"
#include "indexer/practice/vocabulary.h"

namespace gp {

// The largest file a case may consist of; larger ones are reported, not read. In a line of JSON Lines it bounds each
// text, and the other keys together, as if they were files: one form must not accept what the other refuses.
inline constexpr std::size_t kMaxCaseFileBytes = std::size_t{1024} * 1024;

// The longest line of JSON Lines; a longer one is reported, not read.
inline constexpr std::size_t kMaxLineBytes = 16 * kMaxCaseFileBytes;

// The undecoded bytes of one case.
struct RawCase {
  struct File {
    std::string path{};      // as messages name it
    std::string language{};  // "" for practice.yaml and for a line of JSON Lines
    std::string bytes{};
    std::size_t line = 1;  // line of the first byte in `path`
  };
  std::string id{};      // folder name, or the line's "id" (empty when the line is not JSON: parse_case says so)
  std::string digest{};  // of all bytes, hexadecimal; equal digests, equal cases
  bool json = false;     // files holds one JSON Lines object
  std::vector<File> files{};
};

// Calls `visit` for each case, folders in order of id, lines in order of the file. Problems of the layout (a stray
// file, a link that leaves the folder, an unreadable or over-large file, a duplicate id, a wrong folder name) go to
// `diagnostics`, and the case concerned is visited with what could be read, or not at all. Throws std::system_error
// when `source` itself cannot be read.
void for_each_case(const std::string& source, Diagnostics& diagnostics,
                   const std::function<void(const RawCase&)>& visit);

// Decodes and validates one case against the vocabulary. What is wrong goes to `diagnostics`; the returned practice is
// usable only if no error was added.
Practice parse_case(const RawCase& raw, const Vocabulary& vocabulary, Diagnostics& diagnostics);

// The same, and where in its files each value stands, for those who have more to say about it.
Decoded parse_located_case(const RawCase& raw, const Vocabulary& vocabulary, Diagnostics& diagnostics);

// Where the key `related` of a case stands, for check_related; line 0 of its file when it has none. Found in the bytes:
// a case that has not changed is not parsed, and may refer to one that is gone.
Location related_location(const RawCase& raw);

// What only the whole collection can say: `related` ids that do not exist. `where` locates a practice by id.
void check_related(const std::vector<std::pair<std::string, std::vector<std::string>>>& related_by_id,
                   const std::function<Location(const std::string& id)>& where, Diagnostics& diagnostics);

// The vocabulary folder of `source`: `vocabulary` in the folder or beside the file; where there is none,
// corpus/vocabulary under the working directory. Throws std::system_error when it cannot be told whether there is one.
std::string vocabulary_folder(const std::string& source);

// One line of JSON Lines, without the newline: parse_case of it gives `practice` again. Keys with nothing to say are
// left out.
std::string to_json_line(const Practice& practice);

// The inverse for JSON that to_json_line wrote; throws std::runtime_error otherwise.
Practice practice_from_json(std::string_view json);

}  // namespace gp
