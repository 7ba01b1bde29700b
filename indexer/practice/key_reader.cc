#include "indexer/practice/key_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/nearest.h"

namespace gp {
namespace {

template <class Number>
std::optional<Number> parse_all(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [stopped, problem] = std::from_chars(text.data(), end, value);
  if (text.empty() || problem != std::errc() || stopped != end) return std::nullopt;
  return value;
}

std::string_view kind_name(const Tree& node) {
  switch (node.kind) {
    case Tree::Kind::kNull:
      return "nothing";
    case Tree::Kind::kScalar:
      return "a single value";
    case Tree::Kind::kList:
      return "a list";
    case Tree::Kind::kMap:
      return "a group of keys";
  }
  return "";
}

}  // namespace

std::optional<long long> parse_whole(std::string_view text) {
  return parse_all<long long>(text);
}

std::optional<double> parse_number(std::string_view text) {
  const std::optional<double> value = parse_all<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

KeyReader::KeyReader(const Tree& map, Diagnostics& diagnostics, Whereabouts* whereabouts, std::string path)
    : map_(map), diagnostics_(&diagnostics), whereabouts_(whereabouts), path_(std::move(path)) {
  remember(path_, map_);
  for (const Tree& child : map_.children) {
    const auto [first, fresh] = by_key_.emplace(child.key, &child);
    if (!fresh) {
      diagnostics_->error(child.where(), "key " + in_quotes(child.key) + " for the second time",
                          "keep one; the first stands in line " + std::to_string(first->second->line));
    }
  }
}

std::string KeyReader::path(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "/" + std::string(key);
}

Location KeyReader::where_of(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? where() : found->second->where();
}

void KeyReader::remember(const std::string& path, const Tree& node) {
  if (whereabouts_ != nullptr) whereabouts_->put(path, node.where());
}

const Tree* KeyReader::take(std::string_view key) {
  taken_.emplace_back(key);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  const Tree& value = *found->second;
  remember(path(key), value);
  if (value.kind == Tree::Kind::kNull) return nullptr;
  const bool blank = value.text.find_first_not_of(" \t\n\r") == std::string::npos;
  return value.kind == Tree::Kind::kScalar && blank ? nullptr : &value;
}

void KeyReader::wrong_type(const Tree& node, std::string_view key, std::string_view expected,
                           const std::string& remedy) {
  const bool shown = node.kind == Tree::Kind::kScalar;
  diagnostics_->error(node.where(),
                      in_quotes(key) + " is " + (shown ? in_quotes(node.text) : std::string(kind_name(node))) +
                          ", not " + std::string(expected),
                      remedy);
}

bool KeyReader::has_bad_character(const Tree& node, std::string_view key) {
  const auto bad = find_bad_character(node.text);
  if (bad) diagnostics_->error(node.where(), bad->what + " in " + in_quotes(key), bad->remedy);
  return bad.has_value();
}

const Tree* KeyReader::scalar(std::string_view key, std::string_view kind) {
  const Tree* node = take(key);
  if (node == nullptr) return nullptr;
  if (node->kind != Tree::Kind::kScalar) {
    wrong_type(*node, key, kind, "write '" + std::string(key) + ": …' with one value");
    return nullptr;
  }
  return has_bad_character(*node, key) ? nullptr : node;
}

std::optional<std::string> KeyReader::line_of(const Tree& node, std::string_view key) {
  if (node.kind == Tree::Kind::kNull) return std::nullopt;
  if (node.kind != Tree::Kind::kScalar) {
    wrong_type(node, key, "a text", "write a text; one with ': ' or ' #' in it needs quotation marks");
    return std::nullopt;
  }
  if (has_bad_character(node, key)) return std::nullopt;
  std::string line = to_line(node.text);
  if (line.empty()) return std::nullopt;
  return line;
}

std::string KeyReader::text(std::string_view key) {
  const Tree* node = scalar(key, "a text");
  return node == nullptr ? "" : to_line(node->text);
}

std::string KeyReader::body(std::string_view key) {
  const Tree* node = scalar(key, "a text");
  return node == nullptr ? "" : to_body(node->text);
}

std::vector<std::string> KeyReader::texts(std::string_view key) {
  std::vector<std::string> result;
  const Tree* node = take(key);
  if (node == nullptr) return result;
  const bool list = node->kind == Tree::Kind::kList;
  const std::size_t count = list ? node->children.size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    const Tree& item = list ? node->children[i] : *node;
    std::optional<std::string> line = line_of(item, key);
    if (!line) continue;
    remember(path(key) + "/" + std::to_string(result.size()), item);
    result.push_back(*std::move(line));
  }
  return result;
}

std::optional<long long> KeyReader::whole(std::string_view key, const std::string& remedy) {
  const Tree* node = scalar(key, "a whole number");
  if (node == nullptr) return std::nullopt;
  const std::optional<long long> value = parse_whole(to_line(node->text));
  if (!value) wrong_type(*node, key, "a whole number", remedy);
  return value;
}

std::optional<double> KeyReader::number(std::string_view key, const std::string& remedy) {
  const Tree* node = scalar(key, "a number");
  if (node == nullptr) return std::nullopt;
  const std::optional<double> value = parse_number(to_line(node->text));
  if (!value) wrong_type(*node, key, "a number", remedy);
  return value;
}

bool KeyReader::flag(std::string_view key) {
  const Tree* node = scalar(key, "true or false");
  if (node == nullptr) return false;
  const std::string word = to_line(node->text);
  if (word != "true" && word != "false") {
    wrong_type(*node, key, "true or false", "write '" + std::string(key) + ": true', or leave it out");
  }
  return word == "true";
}

std::optional<KeyReader> KeyReader::map(std::string_view key, std::string_view example) {
  const Tree* node = take(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != Tree::Kind::kMap) {
    wrong_type(*node, key, "a group of keys", "write " + in_quotes(example));
    return std::nullopt;
  }
  return KeyReader(*node, *diagnostics_, whereabouts_, path(key));
}

std::vector<KeyReader> KeyReader::maps(std::string_view key, std::string_view example) {
  std::vector<KeyReader> result;
  const Tree* node = take(key);
  if (node == nullptr) return result;
  const bool list = node->kind == Tree::Kind::kList;
  const std::size_t count = list ? node->children.size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    const Tree& item = list ? node->children[i] : *node;
    if (item.kind == Tree::Kind::kNull) continue;
    if (item.kind != Tree::Kind::kMap) {
      wrong_type(item, key, "a group of keys", "write " + in_quotes(example));
      continue;
    }
    result.emplace_back(item, *diagnostics_, whereabouts_, path(key) + "/" + std::to_string(result.size()));
  }
  return result;
}

std::vector<std::string> KeyReader::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : by_key_) keys.emplace_back(key);
  return keys;
}

void KeyReader::finish() {
  for (const Tree& child : map_.children) {
    if (std::ranges::find(taken_, child.key) != taken_.end()) continue;
    Nearest nearest(child.key);
    for (const std::string& key : taken_) nearest.offer(key);
    diagnostics_->error(child.where(), "unknown key " + in_quotes(child.key),
                        nearest.answer().empty() ? "delete it; corpus/README.md lists the keys"
                                                 : "write " + in_quotes(nearest.answer()) + ", or delete it");
  }
}

}  // namespace gp
