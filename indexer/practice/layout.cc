// The walk over a source: which files belong to which case, and everything that lies where it should not. Only names
// are judged here; the bytes of a case are read, digested and handed on undecoded, one case at a time.
#include <algorithm>
#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/corpus.h"
#include "indexer/practice/file.h"
#include "indexer/practice/language_tag.h"
#include "indexer/practice/tree.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPracticeFile = "practice.yaml";

class FolderWalk {
 public:
  FolderWalk(const std::string& source, Diagnostics& diagnostics, const std::function<void(const RawCase&)>& visit)
      : root_(fs::canonical(source)),
        practices_(fs::path(source) / "practices"),
        diagnostics_(diagnostics),
        visit_(visit) {}

  void run() {
    std::error_code problem;
    const fs::file_status status = fs::symlink_status(practices_, problem);
    // Not known, for want of permission: then nothing can be said about the data.
    if (status.type() == fs::file_type::none) throw std::system_error(problem, practices_.parent_path().string());
    if (!fs::exists(status)) {
      error(practices_, "the folder is missing", "name the folder that has practices/ and vocabulary/ in it");
      return;
    }
    if (!stays_inside(practices_)) return;
    const auto names = names_in(practices_);
    if (!names) return;
    for (const std::string& name : *names) {
      const fs::path path = practices_ / name;
      if (!stays_inside(path)) continue;
      if (!fs::is_directory(path, problem)) {
        error(path, "a file lies beside the practices", "move it into practices/<id>/, or delete it");
        continue;
      }
      if (!is_id(name)) {
        error(path, in_quotes(name) + " is not an id",
              "rename the folder to " + suggestion(to_id(name), "lower-case letters, digits and hyphens"));
      }
      read_case(name, path);
    }
    if (names->empty()) {
      diagnostics_.warning({practices_.string(), 0}, "no practice", "write one as practices/<id>/practice.yaml");
    }
  }

 private:
  void error(const fs::path& path, std::string what, std::string remedy) {
    diagnostics_.error({path.string(), 0}, std::move(what), std::move(remedy));
  }

  static std::string suggestion(const std::string& word, const std::string& otherwise) {
    return word.empty() ? otherwise : in_quotes(word);
  }

  // Sorted; without hidden files and editors' backups. Nothing, and an error, when the folder cannot be read.
  std::optional<std::vector<std::string>> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code problem;
    for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end; entry.increment(problem)) {
      std::string name = entry->path().filename().string();
      if (!name.starts_with('.') && !name.ends_with('~')) names.push_back(std::move(name));
    }
    if (problem) {
      error(folder, "cannot be read: " + problem.message(), "check that it is a folder, and its permissions");
      return std::nullopt;
    }
    std::ranges::sort(names);
    return names;
  }

  bool stays_inside(const fs::path& path) { return gp::stays_inside(root_.string(), path.string(), diagnostics_); }

  // The language of a text file, "" for practice.yaml; nothing, and an error, for what does not belong in a case.
  std::optional<std::string> role_of(const std::string& name, const fs::path& path) {
    if (name == kPracticeFile) return "";
    const fs::path file(name);
    const std::string stem = file.stem().string();
    if (file.extension() == ".md") {
      if (is_language_tag(stem)) return stem;
      const std::string meant = suggested_language_tag(stem);
      error(path, in_quotes(stem) + " is not a language tag",
            "rename the file to " + suggestion(meant.empty() ? "" : meant + ".md", "its BCP 47 tag, such as 'en.md'"));
      return std::nullopt;
    }
    const bool yaml = file.extension() == ".yml" || file.extension() == ".yaml";
    error(path, in_quotes(name) + " does not belong to a practice",
          yaml ? "rename it to 'practice.yaml'" : "delete it; a practice has practice.yaml and <lang>.md");
    return std::nullopt;
  }

  void read_case(const std::string& id, const fs::path& folder) {
    const auto names = names_in(folder);
    if (!names) return;
    RawCase raw{.id = id};
    Digest digest;
    bool all_read = true;
    bool any_text = false;
    for (const std::string& name : *names) {
      std::optional<RawCase::File> file = read_case_file(name, folder / name);
      all_read = all_read && file;
      if (!file) continue;
      digest.add(name);
      digest.add(file->bytes);
      any_text = any_text || !file->language.empty();
      raw.files.push_back(*std::move(file));
    }
    if (!std::ranges::binary_search(*names, kPracticeFile)) {
      error(folder, "practice.yaml is missing", "write it; corpus/README.md lists its keys");
    }
    // Of a case whose only texts could not be read, parse_case would say that it has none.
    if (raw.files.empty() || (!all_read && !any_text)) return;
    raw.digest = digest.hex();
    visit_(raw);
  }

  std::optional<RawCase::File> read_case_file(const std::string& name, const fs::path& path) {
    std::error_code problem;
    if (!stays_inside(path)) return std::nullopt;
    if (fs::is_directory(path, problem)) {
      error(path, "a folder within a practice", "delete it; a practice has practice.yaml and <lang>.md");
      return std::nullopt;
    }
    const std::optional<std::string> language = role_of(name, path);
    if (!language) return std::nullopt;
    std::optional<std::string> bytes = read_file(path.string(), kMaxCaseFileBytes, diagnostics_);
    if (!bytes) return std::nullopt;
    return RawCase::File{.path = path.string(), .language = *language, .bytes = *std::move(bytes)};
  }

  fs::path root_;
  fs::path practices_;
  Diagnostics& diagnostics_;
  const std::function<void(const RawCase&)>& visit_;
};

// One line of a file at a time; of a line over the limit, only the length.
class LineReader {
 public:
  explicit LineReader(const std::string& path) : file_(path), buffer_(1U << 16U, '\0') {
    if (file_.error() != 0) throw std::system_error(file_.error(), std::generic_category(), path);
  }

  bool next() {
    line_.clear();
    length_ = 0;
    bool any = false;
    while (begin_ < end_ || refill()) {
      any = true;
      const std::string_view rest = std::string_view(buffer_).substr(begin_, end_ - begin_);
      const std::size_t size = std::min(rest.find('\n'), rest.size());
      length_ += size;
      if (length_ <= kMaxLineBytes) {
        line_ += rest.substr(0, size);
      } else {
        std::string().swap(line_);
      }
      begin_ += size;
      if (begin_ < end_) {
        ++begin_;
        break;
      }
    }
    if (line_.ends_with('\r')) line_.pop_back();
    return any;
  }

  const std::string& line() const { return line_; }
  std::size_t length() const { return length_; }

 private:
  bool refill() {
    begin_ = 0;
    end_ = file_.read(buffer_.data(), buffer_.size());
    return end_ > 0;
  }

  OpenFile file_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string line_;
  std::size_t length_ = 0;
};

void for_each_line(const std::string& source, Diagnostics& diagnostics,
                   const std::function<void(const RawCase&)>& visit) {
  LineReader reader(source);
  std::unordered_map<std::string, std::size_t> first_line;
  bool any = false;
  for (std::size_t number = 1; reader.next(); ++number) {
    if (reader.length() > kMaxLineBytes) {
      diagnostics.error({source, number}, "the line has " + std::to_string(reader.length()) + " bytes",
                        "write at most " + std::to_string(kMaxLineBytes) + ", one practice a line");
      continue;
    }
    const std::string& line = reader.line();
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    any = true;
    RawCase raw{.id = to_line(json_id(line)), .json = true};
    if (!raw.id.empty()) {
      const auto [first, fresh] = first_line.emplace(raw.id, number);
      if (!fresh) {
        diagnostics.error(
            {source, number}, "id " + in_quotes(raw.id) + " for the second time",
            "give it another id, or delete it; the first stands in line " + std::to_string(first->second));
        continue;
      }
    }
    Digest digest;
    digest.add(line);
    raw.digest = digest.hex();
    raw.files.push_back({.path = source, .bytes = line, .line = number});
    visit(raw);
  }
  if (!any) diagnostics.warning({source, 0}, "no practice", "write one JSON object a line");
}

}  // namespace

void for_each_case(const std::string& source, Diagnostics& diagnostics,
                   const std::function<void(const RawCase&)>& visit) {
  std::error_code problem;
  const fs::file_status status = fs::status(source, problem);
  if (status.type() == fs::file_type::none) throw std::system_error(problem, source);  // no permission, for instance
  if (fs::is_directory(status)) {
    FolderWalk(source, diagnostics, visit).run();
  } else if (fs::is_regular_file(status)) {
    for_each_line(source, diagnostics, visit);
  } else if (fs::exists(status)) {
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            source + ": neither a folder nor a file");
  } else {
    throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory), source);
  }
}

std::string vocabulary_folder(const std::string& source) {
  std::error_code problem;
  const fs::path path(source);
  const fs::path own = (fs::is_directory(path, problem) ? path : path.parent_path()) / "vocabulary";
  const fs::file_status status = fs::symlink_status(own, problem);
  if (status.type() == fs::file_type::none) throw std::system_error(problem, source);
  // A link counts wherever it leads: what is wrong with it is said rather than passed over.
  return fs::is_directory(status) || fs::is_symlink(status) ? own.string() : "corpus/vocabulary";
}

}  // namespace gp
