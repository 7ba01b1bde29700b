#include "indexer/lexicon/words.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/text/language.h"

namespace gp {
namespace {

constexpr std::ptrdiff_t kMostSpaces = 3;  // in a text: more words are never one, whatever stop words are among them
constexpr std::ptrdiff_t kMostRemembered = 1;  // spaces: longer texts are many and hardly ever come again
constexpr std::size_t kFirstSlots = 1024;      // a power of two, as all sizes

// Stand for any object in a dictionary: "help sb.", "jdm. helfen".
constexpr auto kPlaceholders =
    std::to_array<std::string_view>({"sb", "sth", "sy", "sg", "sbs", "jd", "jdm", "jdn", "jds", "etw", "vki", "vmi",
                                     "vkit", "vmit", "qn", "qc", "qqn", "qqch", "algn"});

bool is_placeholder(std::string_view word) {
  return word.size() <= 4 && std::find(kPlaceholders.begin(), kPlaceholders.end(), word) != kPlaceholders.end();
}

}  // namespace

NumbersByHash::Slot& NumbersByHash::slot_of(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(hash) & mask;
  while (slots_[at].used != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
  return slots_[at];
}

void NumbersByHash::grow() {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(std::max(kFirstSlots, slots_.size() * 2)));
  for (const Slot& slot : old) {
    if (slot.used != 0) slot_of(slot.hash) = slot;
  }
}

std::uint32_t& NumbersByHash::at(std::uint64_t hash) {
  if (used_ * 4 >= slots_.size() * 3) grow();
  Slot& slot = slot_of(hash);
  if (slot.used == 0) {
    slot = {.hash = hash, .used = 1};
    ++used_;
  }
  return slot.number;
}

Words::Words(std::string_view language) : language_(language), stem_tag_(language_for(language).stem_tag) {}

void Words::begin_dictionary(bool counts) {
  analyser_.emplace(language_);
  ++dictionary_;
  counts_ = counts;
}

void Words::close() {
  analyser_.reset();
  by_text_ = {};
  by_word_ = {};
}

std::uint32_t Words::only_word(std::string_view text) {
  const std::ptrdiff_t spaces = std::count(text.begin(), text.end(), ' ');
  if (spaces > kMostSpaces) return kNone;
  if (spaces > kMostRemembered) return find_only_word(text);
  std::uint32_t& found = by_text_.at(XXH3_64bits(text.data(), text.size()));
  if (found == NumbersByHash::kUnknown) found = find_only_word(text);
  return found;
}

void Words::use(std::uint32_t number) {
  Row& row = rows_[number];
  if (row.last_use == dictionary_) return;
  row.last_use = dictionary_;
  if (counts_) ++row.dictionaries;
}

std::uint32_t Words::find_only_word(std::string_view text) {
  const Token* only = nullptr;
  for (const Token& token : analyser_->analyse(text)) {
    if (token.stop_word || is_placeholder(token.word)) continue;
    if (only != nullptr) return kNone;
    only = &token;
  }
  if (only == nullptr || only->word.size() < 2 || only->word.find_first_of("0123456789") != std::string_view::npos)
    return kNone;
  return number(only->word, only->stem);
}

std::uint32_t Words::number(std::string_view word, std::string_view stem) {
  std::uint32_t& known = by_word_.at(XXH3_64bits(word.data(), word.size()));
  if (known == NumbersByHash::kUnknown) {
    known = static_cast<std::uint32_t>(rows_.size());
    const std::string_view kept = keep(word);
    rows_.push_back({.word = kept, .stem = kept.starts_with(stem) ? kept.substr(0, stem.size()) : keep(stem)});
  } else if (stem < rows_[known].stem) {
    // Raw forms that fold alike may differ in their stems; which one came first must not matter.
    rows_[known].stem = keep(stem);
  }
  return known;
}

std::string_view Words::keep(std::string_view text) {
  char* const place = static_cast<char*>(letters_.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), place);
  return {place, text.size()};
}

}  // namespace gp
