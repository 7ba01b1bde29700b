#include "indexer/lexicon/apertium.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "indexer/text/analyser.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

struct Package {
  std::string_view path;  // below the folder; its first part is the name of Debian's package
  std::string_view source;
  std::string_view target;
};
// All under the GPL: apertium-hbs-eng version 3, apertium-rus-ukr 2 or later, the others 2.
constexpr auto kPackages = std::to_array<Package>({
    {"apertium-eng-spa/spa-eng.autobil.bin", "es", "en"},
    {"apertium-es-ro/ro-es.autobil.bin", "ro", "es"},
    {"apertium-hbs-eng/hbs-eng.autobil.bin", "hr", "en"},
    {"apertium-mkd-eng/mkd-eng.autobil.bin", "mk", "en"},
    {"apertium-rus-ukr/ukr-rus.autobil.bin", "uk", "ru"},
    {"apertium-spa-ita/ita-spa.autobil.bin", "it", "es"},
});

constexpr auto kPartsOfSpeech = std::to_array<std::string_view>({"n", "vblex", "adj", "adv"});
constexpr std::size_t kMostBytes = std::size_t{1} << 26U;  // of a file; they have less than one megabyte
constexpr std::size_t kMostSteps = 20'000'000;             // over all paths; they take less than one million
constexpr std::size_t kLongestPath = 96;                   // letters and tags

[[noreturn]] void damaged() {
  throw std::runtime_error("is damaged or no dictionary of Apertium");
}

// Numbers as Apertium writes them: the two highest bits of the first byte tell how many bytes follow.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t byte() {
    if (bytes_.empty()) damaged();
    const auto value = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return value;
  }
  std::uint32_t number() {
    const std::uint32_t first = byte();
    std::uint32_t value = first & 0x3fU;
    for (std::uint32_t more = first >> 6U; more > 0; --more) value = value << 8U | byte();
    return value;
  }
  // How many of something follow, each of at least a byte.
  std::uint32_t count() {
    const std::uint32_t value = number();
    if (value > bytes_.size()) damaged();
    return value;
  }
  std::u32string text() {
    std::u32string text(count(), U'\0');
    for (char32_t& letter : text) letter = number();
    return text;
  }
  // A header of four letters, and features in eight bytes; any feature would change the format.
  void header(std::string_view name) {
    if (!bytes_.starts_with(name)) damaged();
    bytes_.remove_prefix(name.size());
    for (int i = 0; i < 8; ++i) {
      if (byte() != 0) damaged();
    }
  }

 private:
  std::string_view bytes_;
};

void append_utf8(char32_t letter, std::string& to) {
  const auto byte = [&to](std::uint32_t value) { to.push_back(static_cast<char>(value)); };
  if (letter < 0x80) {
    byte(letter);
  } else if (letter < 0x800) {
    byte(0xc0U | letter >> 6U);
    byte(0x80U | (letter & 0x3fU));
  } else {
    byte(0xe0U | (letter >> 12U & 0x0fU));
    byte(0x80U | (letter >> 6U & 0x3fU));
    byte(0x80U | (letter & 0x3fU));
  }
}

// A letter, a tag or nothing on each side.
struct Pair {
  std::int64_t left = 0;  // 0: nothing; below: tag -1 - x
  std::int64_t right = 0;
};

struct Arc {
  std::uint32_t pair = 0;
  std::uint32_t to = 0;
};

// What stands on one side of a path so far: the lemma; done when its part of speech followed.
struct Side {
  std::string lemma{};
  bool done = false;
};

class Alphabet {
 public:
  explicit Alphabet(Reader& in) {
    tags_.resize(in.count());
    for (std::string& tag : tags_) {
      for (const char32_t letter : in.text()) append_utf8(letter, tag);
    }
    pairs_.resize(in.count());
    for (Pair& pair : pairs_) {
      pair.left = symbol(in.number());
      pair.right = symbol(in.number());
    }
  }

  std::size_t size() const { return pairs_.size(); }
  const Pair& pair(std::uint32_t place) const { return pairs_[place]; }

  // False if the side is none that is read: a phrase, a number, another part of speech.
  bool spell(std::int64_t symbol, Side& side) const {
    if (side.done || symbol == 0) return true;
    if (symbol < 0) {
      const std::string& part = tags_[static_cast<std::size_t>(-1 - symbol)];
      side.done = true;
      return std::find(kPartsOfSpeech.begin(), kPartsOfSpeech.end(), part) != kPartsOfSpeech.end();
    }
    append_utf8(static_cast<char32_t>(symbol), side.lemma);
    return symbol >= 'A' || symbol == '-' || symbol == '\'';
  }

 private:
  // Written with the number of tags added, lest they be negative.
  std::int64_t symbol(std::uint32_t written) const {
    return static_cast<std::int64_t>(written) - static_cast<std::int64_t>(tags_.size());
  }

  std::vector<std::string> tags_{};
  std::vector<Pair> pairs_{};
};

class Transducer {
 public:
  Transducer(Reader& in, const Alphabet& alphabet) : alphabet_(alphabet) {
    in.header("LTTD");
    start_ = in.number();
    for (std::uint32_t finals = in.count(); finals > 0; --finals) in.number();
    states_.resize(in.count());
    for (std::uint32_t state = 0; state < states_.size(); ++state) {
      states_[state].resize(in.count());
      std::uint32_t pair = 0;
      for (Arc& arc : states_[state]) {
        pair += in.number();  // they ascend
        arc.pair = pair;
        arc.to = static_cast<std::uint32_t>((std::uint64_t{state} + in.number()) % states_.size());
        if (arc.pair >= alphabet.size()) damaged();
      }
    }
    if (start_ >= states_.size()) damaged();
  }

  void show(const std::function<void(const DictionaryEntry&)>& visit) {
    visit_ = &visit;
    follow(start_, {}, {}, 0);
  }

 private:
  // Goes all ways from a state until both sides tell their part of speech; nothing but grammar can follow.
  void follow(std::uint32_t state, const Side& left, const Side& right, std::size_t length) {
    if (left.done && right.done) {
      if (!left.lemma.empty() && !right.lemma.empty() && is_valid_utf8(left.lemma) && is_valid_utf8(right.lemma))
        (*visit_)({.headwords = {left.lemma}, .translations = {{.text = right.lemma}}});
      return;
    }
    if (length == kLongestPath) return;
    for (const Arc& arc : states_[state]) {
      if (++steps_ > kMostSteps) damaged();
      Side left_then = left;
      Side right_then = right;
      const Pair& pair = alphabet_.pair(arc.pair);
      if (alphabet_.spell(pair.left, left_then) && alphabet_.spell(pair.right, right_then))
        follow(arc.to, left_then, right_then, length + 1);
    }
  }

  const Alphabet& alphabet_;
  std::uint32_t start_ = 0;
  std::vector<std::vector<Arc>> states_{};
  const std::function<void(const DictionaryEntry&)>* visit_ = nullptr;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<DictionaryFile> list_apertium(const std::string& folder) {
  std::vector<DictionaryFile> files;
  for (const Package& package : kPackages) {
    const fs::path path = fs::path(folder) / package.path;
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    files.push_back({.name = std::string(package.path),
                     .source = std::string(package.source),
                     .target = std::string(package.target),
                     .text_path = path.string(),
                     .kind = DictionaryFile::Kind::kApertium,
                     .bytes = fs::file_size(path),
                     .changed = std::int64_t{fs::last_write_time(path).time_since_epoch().count()}});
  }
  return files;
}

void read_transducers(std::string_view bytes, const std::function<void(const DictionaryEntry&)>& visit) {
  Reader in(bytes);
  in.header("LTTB");
  in.text();  // the letters of words
  const Alphabet alphabet(in);
  for (std::uint32_t left = in.count(); left > 0; --left) {
    const bool of_words = in.text().starts_with(U"main");  // others are of numbers and marks
    Transducer transducer(in, alphabet);
    if (of_words) transducer.show(visit);
  }
}

void read_apertium(const DictionaryFile& file, const std::function<void(const DictionaryEntry&)>& visit) {
  std::ifstream in(file.text_path, std::ios::binary);
  if (!in || file.bytes > kMostBytes) throw std::runtime_error(file.text_path + ": cannot be read");
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  try {
    read_transducers(bytes, visit);
  } catch (const std::runtime_error& problem) {
    throw std::runtime_error(file.text_path + ": " + problem.what());
  }
}

}  // namespace gp
