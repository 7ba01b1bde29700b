#include "indexer/lexicon/freedict.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

#include "indexer/text/analyser.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "freedict-";
constexpr std::size_t kMostText = std::size_t{1} << 29;   // decompressed; the largest dictionary has 100 MB
constexpr std::size_t kMostEntry = std::size_t{1} << 20;  // of the text, in bytes
constexpr std::size_t kMostIndex = std::size_t{1} << 27;  // likewise 13 MB
constexpr std::size_t kMostTranslations = 32;             // of one entry: later ones are hardly ever meant
constexpr std::size_t kMostHeadwords = 4;

// ISO 639-3 as in the names of the files. "rom" is Romany, but FreeDict's eng-rom is Romanian.
constexpr auto kLanguages = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"bul", "bg"}, {"cat", "ca"}, {"ces", "cs"}, {"dan", "da"}, {"deu", "de"}, {"ell", "el"},
    {"eng", "en"}, {"est", "et"}, {"fin", "fi"}, {"fra", "fr"}, {"gle", "ga"}, {"hrv", "hr"},
    {"hun", "hu"}, {"isl", "is"}, {"ita", "it"}, {"lav", "lv"}, {"lit", "lt"}, {"mkd", "mk"},
    {"mlt", "mt"}, {"nld", "nl"}, {"nno", "nn"}, {"nob", "nb"}, {"nor", "nb"}, {"pol", "pl"},
    {"por", "pt"}, {"rom", "ro"}, {"ron", "ro"}, {"rus", "ru"}, {"slk", "sk"}, {"slv", "sl"},
    {"spa", "es"}, {"sqi", "sq"}, {"srp", "sr"}, {"swe", "sv"}, {"tur", "tr"}, {"ukr", "uk"},
});

std::string_view tag_of(std::string_view code) {
  const auto* const found =
      std::find_if(kLanguages.begin(), kLanguages.end(), [&](const auto& row) { return row.first == code; });
  return found == kLanguages.end() ? std::string_view() : found->second;
}

bool is_hub(std::string_view tag) {
  return std::find(kHubLanguages.begin(), kHubLanguages.end(), tag) != kHubLanguages.end();
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Cuts "12. " or "12." off the front; 0 if there is none.
unsigned take_number(std::string_view& line) {
  unsigned number = 0;
  std::size_t at = 0;
  while (at < line.size() && at < 3 && is_digit(line[at]))
    number = number * 10 + static_cast<unsigned>(line[at++] - '0');
  if (at == 0 || at >= line.size() || line[at] != '.') return 0;
  if (at + 1 < line.size() && line[at + 1] != ' ') return 0;
  line = trimmed(line.substr(at + 1));
  return number;
}

// Cuts "II. " off the front.
bool take_roman_number(std::string_view& line) {
  const std::size_t at = line.find_first_not_of("IVX");
  if (at == 0 || at == std::string_view::npos || line.substr(at, 2) != ". ") return false;
  line = trimmed(line.substr(at + 1));
  return true;
}

// Cuts " 2." off the end: the numbers of the further senses and their definitions follow.
void drop_number_at_end(std::string_view& line) {
  if (line.size() < 3 || line.back() != '.') return;
  std::size_t at = line.size() - 1;
  while (at > 0 && is_digit(line[at - 1])) --at;
  if (at == line.size() - 1 || at == 0 || line[at - 1] != ' ') return;
  line = trimmed(line.substr(0, at));
}

// Grammar, labels and notes: whatever stands in brackets, also in brackets that are never closed.
std::string without_brackets(std::string_view text) {
  std::string plain;
  int depth = 0;
  for (const char c : text) {
    if (c == '<' || c == '[' || c == '(' || c == '{') {
      ++depth;
      plain.push_back(' ');
    } else if (c == '>' || c == ']' || c == ')' || c == '}') {
      depth = std::max(0, depth - 1);
    } else if (depth == 0) {
      plain.push_back(c);
    }
  }
  return plain;
}

// Dictionaries mark the stress of Cyrillic words with a combining acute or grave accent, which nobody writes.
void drop_stress(std::string& text) {
  for (std::size_t at = text.find('\xcc'); at != std::string::npos; at = text.find('\xcc', at)) {
    const bool accent = at + 1 < text.size() && (text[at + 1] == '\x80' || text[at + 1] == '\x81');
    const bool cyrillic = at >= 2 && (text[at - 2] == '\xd0' || text[at - 2] == '\xd1');
    if (accent && cyrillic)
      text.erase(at, 2);
    else
      ++at;
  }
}

// "Haus…" and "víz-" are parts of words.
bool is_part_of_word(std::string_view text) {
  return text.starts_with('-') || text.ends_with('-') || text.find("…") != std::string_view::npos ||
         text.find("...") != std::string_view::npos;
}

// Pronunciation that an entry has where a translation should be.
bool is_phonetic(std::string_view text) {
  return text.find("ˈ") != std::string_view::npos || text.find("ˌ") != std::string_view::npos;
}

// Calls `each` with the parts between commas and semicolons, without blanks around.
template <class Each>
void split(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(",;");
    const std::string_view part = trimmed(text.substr(0, end));
    if (!part.empty()) each(part);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

std::vector<std::string> headwords_of(std::string_view line) {
  const std::size_t end = std::min({line.find(" /"), line.find(" <"), line.size()});
  std::string plain = without_brackets(line.substr(0, end));
  drop_stress(plain);
  std::vector<std::string> words;
  split(plain, [&words](std::string_view word) {
    if (words.size() < kMostHeadwords && !is_part_of_word(word) && is_valid_utf8(word)) words.emplace_back(word);
  });
  return words;
}

// An abbreviation follows its word behind the grammar, its own pronunciation behind a comma: "street <n>St,  /ɛstˈeː/".
std::string without_abbreviations(std::string_view line) {
  static constexpr std::string_view kSpoken = ",  /";
  std::string plain;
  for (std::size_t at = line.find(kSpoken); at != std::string_view::npos; at = line.find(kSpoken)) {
    const std::size_t grammar = line.substr(0, at).find_last_of(">])");
    const std::size_t end = line.find('/', at + kSpoken.size());
    plain += line.substr(0, grammar == std::string_view::npos ? at : grammar + 1);
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
  }
  return plain.append(line);
}

void add_translations(std::string_view line, std::vector<DictionaryTranslation>& translations) {
  std::string plain = without_brackets(without_abbreviations(line));
  drop_stress(plain);
  std::string_view rest = plain;
  // What follows a full stop or a colon are phrases and definitions.
  rest = rest.substr(0, std::min(rest.find(". "), rest.find(": ")));
  split(rest, [&translations](std::string_view text) {
    if (translations.size() < kMostTranslations && !is_part_of_word(text) && !is_phonetic(text) && is_valid_utf8(text))
      translations.push_back({.text = std::string(text)});
  });
}

// A line of the body that never holds translations.
bool is_aside(std::string_view line) {
  return line.starts_with('"') || line.starts_with("see:") || line.starts_with("Note:") ||
         line.starts_with("Synonym") || line.starts_with("- ");
}

// After a number, what an entry says of other words: phrasal verbs, compounds.
bool is_of_other_words(std::string_view line) {
  return line.starts_with("<V Phras>") || line.starts_with("<N Comp>");
}

std::runtime_error damaged(const std::string& path, const std::string& why) {
  return std::runtime_error(path + ": " + why);
}

// A compressed text, read once from its beginning to its end: the largest have 100 MB.
class Text {
 public:
  explicit Text(const std::string& path) : path_(path), file_(gzopen(path.c_str(), "rb")) {
    if (file_ == nullptr) throw damaged(path_, "cannot be opened");
    gzbuffer(file_.get(), 1U << 17U);
  }

  // These bytes of it; shorter where it ends. Valid until the next call, which must not begin before this one.
  std::string_view range(std::size_t begin, std::size_t size) {
    if (begin - at_ >= kStep) {
      const std::size_t done = std::min(begin - at_, kept_.size());
      kept_.erase(0, done);
      at_ += done;
    }
    while (at_ + kept_.size() < begin + size && read_more()) {
    }
    const std::size_t first = std::min(begin - at_, kept_.size());
    return std::string_view(kept_).substr(first, size);
  }

  // Damage anywhere is noticed.
  void read_to_end() {
    do {
      kept_.clear();
    } while (read_more());
  }

 private:
  struct Close {
    void operator()(gzFile file) const { gzclose_r(file); }
  };
  static constexpr std::size_t kStep = std::size_t{1} << 19U;

  bool read_more() {
    const std::size_t size = kept_.size();
    kept_.resize(size + kStep);
    const int got = gzread(file_.get(), kept_.data() + size, kStep);
    kept_.resize(size + static_cast<std::size_t>(std::max(got, 0)));
    int error = Z_OK;
    gzerror(file_.get(), &error);
    if (got < 0 || (error != Z_OK && error != Z_STREAM_END)) throw damaged(path_, "is damaged");
    if (gzdirect(file_.get()) != 0) throw damaged(path_, "is not compressed with dictzip");
    total_ += static_cast<std::size_t>(got);
    if (total_ > kMostText) throw damaged(path_, "is larger than any dictionary");
    return got > 0;
  }

  const std::string& path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::string kept_{};
  std::size_t at_ = 0;  // in the text, of what is kept
  std::size_t total_ = 0;
};

std::string read_index(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw damaged(path, "cannot be opened");
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > kMostIndex) throw damaged(path, "is larger than any dictionary");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::size_t number_of(std::string_view digits, const std::string& path) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (digits.empty() || digits.size() > 8) throw damaged(path, "is damaged");
  std::size_t number = 0;
  for (const char c : digits) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) throw damaged(path, "is damaged");
    number = number * 64 + digit;
  }
  return number;
}

struct Range {
  std::size_t begin = 0;
  std::size_t size = 0;

  bool operator<(const Range& other) const { return begin != other.begin ? begin < other.begin : size < other.size; }
  bool operator==(const Range&) const = default;
};

// Where the entries are, in order and each once: variants of a headword point to the same one.
std::vector<Range> ranges_of(std::string_view index, const std::string& path) {
  std::vector<Range> ranges;
  while (!index.empty()) {
    const std::size_t end = std::min(index.find('\n'), index.size());
    const std::string_view line = index.substr(0, end);
    index.remove_prefix(std::min(end + 1, index.size()));
    if (line.empty() || line.starts_with("00database") || line.starts_with("00-database")) continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos) throw damaged(path, "is damaged");
    const std::size_t third = std::min(line.find('\t', second + 1), line.size());
    ranges.push_back({number_of(line.substr(first + 1, second - first - 1), path),
                      number_of(line.substr(second + 1, third - second - 1), path)});
  }
  std::sort(ranges.begin(), ranges.end());
  ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
  return ranges;
}

std::int64_t time_of(const fs::path& path) {
  return std::int64_t{fs::last_write_time(path).time_since_epoch().count()};
}

}  // namespace

std::vector<DictionaryFile> list_dictionaries(const std::string& folder) {
  std::vector<DictionaryFile> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".index" || !name.starts_with(kPrefix) || name.size() != kPrefix.size() + 7)
      continue;
    const std::string_view codes = std::string_view(name).substr(kPrefix.size());
    const fs::path text = fs::path(folder) / (name + ".dict.dz");
    DictionaryFile file{.name = name,
                        .source = std::string(tag_of(codes.substr(0, 3))),
                        .target = std::string(tag_of(codes.substr(4))),
                        .index_path = entry.path().string(),
                        .text_path = text.string()};
    if (file.source.empty() || file.target.empty() || (!is_hub(file.source) && !is_hub(file.target)) ||
        !fs::is_regular_file(text, error) || !fs::is_regular_file(entry.path(), error))
      continue;
    file.bytes = fs::file_size(entry.path()) + fs::file_size(text);
    file.changed = std::max(time_of(entry.path()), time_of(text));
    files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(),
            [](const DictionaryFile& left, const DictionaryFile& right) { return left.name < right.name; });
  return files;
}

DictionaryEntry parse_entry(std::string_view text) {
  DictionaryEntry entry;
  bool head = true;
  bool first = true;           // no translation line yet
  unsigned number = 0;         // of the last translation line
  std::size_t line_begin = 0;  // of the last translation line, in translations
  bool definition = false;     // the next line is one
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    if (head) {
      entry.headwords = headwords_of(line);
      if (entry.headwords.empty()) return entry;
      head = false;
      continue;
    }
    if (std::exchange(definition, false)) continue;
    if (line.starts_with('"')) ++entry.examples;
    if (is_aside(line)) continue;
    const bool roman = take_roman_number(line);
    if (roman && is_of_other_words(line)) continue;
    while (line.starts_with('<') && line.find('>') != std::string_view::npos)
      line = trimmed(line.substr(line.find('>') + 1));
    const std::string_view whole = line;
    const unsigned own = take_number(line);
    if (own != 0 && line.empty()) {  // a further sense of the translations above
      definition = true;
      for (std::size_t i = line_begin; i < entry.translations.size(); ++i) ++entry.translations[i].senses;
      continue;
    }
    const bool numbered = own != 0 && (own == number + 1 || own == 1);
    if (!first && !roman && !numbered) continue;
    if (own != 0 && !numbered) line = whole;
    if (first) entry.special = line.starts_with('[');
    first = false;
    if (numbered) number = own;
    drop_number_at_end(line);
    line_begin = entry.translations.size();
    add_translations(line, entry.translations);
  }
  return entry;
}

void read_dictionary(const DictionaryFile& file, const std::function<void(const DictionaryEntry&)>& visit) {
  const std::vector<Range> ranges = ranges_of(read_index(file.index_path), file.index_path);
  Text text(file.text_path);
  for (const Range range : ranges) {
    if (range.begin > kMostText || range.size > kMostEntry) throw damaged(file.index_path, "is damaged");
    const std::string_view bytes = text.range(range.begin, range.size);
    if (bytes.size() < range.size) throw damaged(file.index_path, "points behind the end of the text");
    const DictionaryEntry entry = parse_entry(bytes);
    if (!entry.headwords.empty() && !entry.translations.empty()) visit(entry);
  }
  text.read_to_end();
}

}  // namespace gp
