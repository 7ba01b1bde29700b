// From the bytes of a case to a practice. Both forms become one tree with the keys of a line of JSON Lines, and from
// there on nothing knows which form it was: one decoder, one validation, the same messages.
#include "indexer/practice/corpus.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/decode.h"
#include "indexer/practice/markdown.h"
#include "indexer/practice/nearest.h"
#include "indexer/practice/tree.h"
#include "indexer/practice/validate.h"

namespace gp {
namespace {

// A case as one tree; `complete` is false when some part of it could not be read, which has then been reported.
struct CaseTree {
  Tree root{};
  bool complete = true;
};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

// Of `file`, if it can be read as text; an empty file is an accident and not a way to say nothing.
std::optional<std::string> clean_text(const RawCase::File& file, Diagnostics& diagnostics) {
  std::optional<std::string> text = to_clean_utf8(file.bytes, {file.path, file.line}, diagnostics);
  if (text && is_blank(*text)) {
    diagnostics.error({file.path, 0}, "the file is empty", "write it, or delete it");
    return std::nullopt;
  }
  return text;
}

std::optional<Tree> read_practice_file(const RawCase::File& file, Diagnostics& diagnostics) {
  const std::optional<std::string> text = clean_text(file, diagnostics);
  if (!text) return std::nullopt;
  std::optional<Tree> root = read_yaml(*text, file.path, file.line, kMaxCaseNodes, diagnostics);
  if (!root) return std::nullopt;
  if (root->kind != Tree::Kind::kMap) {
    diagnostics.error({file.path, root->line}, "the file has no keys", "write lines such as 'place: graz'");
    return std::nullopt;
  }
  // These two belong to JSON Lines; here the names of folder and files say them.
  std::erase_if(root->children, [&](const Tree& child) {
    const bool id = child.key == "id";
    if (!id && child.key != "texts") return false;
    diagnostics.error(
        child.where(), "unknown key " + in_quotes(child.key),
        id ? "delete it; the name of the folder is the id" : "write each text in its file, such as en.md");
    return true;
  });
  root->line = 0;  // what is missing is missing in the file as a whole
  return root;
}

std::optional<Tree> read_text_file(const RawCase::File& file, Diagnostics& diagnostics) {
  const std::optional<std::string> text = clean_text(file, diagnostics);
  if (!text) return std::nullopt;
  return read_markdown(*text, file.path, diagnostics);
}

CaseTree read_folder(const RawCase& raw, Diagnostics& diagnostics) {
  CaseTree tree;
  tree.root = map_node("");
  tree.complete = false;  // until practice.yaml is there
  if (!raw.files.empty()) tree.root.file = raw.files.front().path;
  Tree texts = map_node("texts");
  bool all_texts = true;
  for (const RawCase::File& file : raw.files) {
    if (file.language.empty()) {
      if (std::optional<Tree> root = read_practice_file(file, diagnostics)) {
        tree = {*std::move(root), true};
      }
    } else if (std::optional<Tree> text = read_text_file(file, diagnostics)) {
      text->key = file.language;
      texts.children.push_back(*std::move(text));
    } else {
      all_texts = false;
    }
  }
  tree.complete = tree.complete && all_texts;
  texts.file = tree.root.file;
  tree.root.children.push_back(std::move(texts));
  return tree;
}

std::size_t text_bytes(const Tree& node) {
  std::size_t bytes = node.text.size();
  for (const Tree& child : node.children) bytes += text_bytes(child);
  return bytes;
}

// Holds each part of a line that would be a file of its own to the size of such a file; drops the texts that are
// larger.
void bound_sizes(CaseTree& tree, Diagnostics& diagnostics) {
  const auto is_bearable = [&](const Tree& node, std::size_t bytes, const std::string& what) {
    if (bytes <= kMaxCaseFileBytes) return true;
    diagnostics.error(node.where(), what + std::to_string(bytes) + " bytes",
                      "write at most " + std::to_string(kMaxCaseFileBytes));
    return false;
  };
  std::size_t other_keys = 0;
  for (Tree& child : tree.root.children) {
    if (child.key != "texts") {
      other_keys += text_bytes(child);
      continue;
    }
    const std::size_t dropped = std::erase_if(child.children, [&](const Tree& text) {
      return !is_bearable(text, text_bytes(text), "the text in " + in_quotes(text.key) + " has ");
    });
    if (dropped > 0) tree.complete = false;
  }
  is_bearable(tree.root, other_keys, "the keys beside the texts have ");
}

std::optional<CaseTree> read_line(const RawCase& raw, Diagnostics& diagnostics) {
  if (raw.files.empty()) return std::nullopt;
  const RawCase::File& file = raw.files.front();
  const std::optional<std::string> text = to_clean_utf8(file.bytes, {file.path, file.line}, diagnostics);
  if (!text) return std::nullopt;
  std::optional<Tree> root = read_json(*text, file.path, file.line, kMaxCaseNodes, diagnostics);
  if (!root) return std::nullopt;
  if (root->kind != Tree::Kind::kMap) {
    diagnostics.error({file.path, file.line}, "the line is not a JSON object", R"(write {"id": …, "texts": …})");
    return std::nullopt;
  }
  CaseTree tree{*std::move(root), true};
  bound_sizes(tree, diagnostics);
  return tree;
}

void check_id(const Decoded& decoded, Diagnostics& diagnostics) {
  const std::string& id = decoded.practice.id;
  if (is_id(id)) return;
  const std::string meant = to_id(id);
  diagnostics.error(
      decoded.where.at("id"), id.empty() ? "the practice has no id" : in_quotes(id) + " is not an id",
      meant.empty() ? R"(write "id": with lower-case letters, digits and hyphens)" : "write " + in_quotes(meant));
}

}  // namespace

Decoded parse_located_case(const RawCase& raw, const Vocabulary& vocabulary, Diagnostics& diagnostics) {
  std::optional<CaseTree> tree = raw.json ? read_line(raw, diagnostics) : read_folder(raw, diagnostics);
  if (!tree) return {.practice = {.id = raw.id}};
  Decoded decoded = decode(tree->root, diagnostics);
  if (raw.json) {
    check_id(decoded, diagnostics);
  } else {
    decoded.practice.id = raw.id;
  }
  validate(decoded, vocabulary, tree->complete, diagnostics);
  return decoded;
}

Practice parse_case(const RawCase& raw, const Vocabulary& vocabulary, Diagnostics& diagnostics) {
  return parse_located_case(raw, vocabulary, diagnostics).practice;
}

Location related_location(const RawCase& raw) {
  constexpr std::string_view key = "related";
  const auto file = std::ranges::find_if(raw.files, [](const RawCase::File& one) { return one.language.empty(); });
  if (file == raw.files.end()) return {raw.files.empty() ? raw.id : raw.files.front().path, 0};
  if (raw.json) return {file->path, file->line};
  const std::string_view bytes = file->bytes;
  std::size_t line = file->line;
  for (std::size_t start = 0; start < bytes.size(); ++line) {
    const std::size_t colon = bytes.find_first_not_of(" \t", start + key.size());
    if (bytes.substr(start).starts_with(key) && colon != std::string_view::npos && bytes[colon] == ':') {
      return {file->path, line};
    }
    start = std::min(bytes.find('\n', start), bytes.size() - 1) + 1;
  }
  return {file->path, 0};
}

void check_related(const std::vector<std::pair<std::string, std::vector<std::string>>>& related_by_id,
                   const std::function<Location(const std::string& id)>& where, Diagnostics& diagnostics) {
  constexpr int most_guesses = 100;  // each compares with every id
  std::set<std::string_view> ids;
  for (const auto& [id, related] : related_by_id) ids.insert(id);
  int guesses = 0;
  for (const auto& [id, related] : related_by_id) {
    for (const std::string& other : related) {
      if (ids.contains(other)) continue;
      Nearest nearest(other);
      if (guesses++ < most_guesses) {
        for (const std::string_view known : ids) nearest.offer(known);
      }
      diagnostics.error(where(id), "related practice " + in_quotes(other) + " does not exist",
                        nearest.answer().empty() ? "delete it, or write the id of a practice"
                                                 : "write " + in_quotes(nearest.answer()) + ", or delete it");
    }
  }
}

std::string to_json_line(const Practice& practice) {
  return write_json(encode(practice));
}

Practice practice_from_json(std::string_view json) {
  Diagnostics diagnostics;
  const std::optional<Tree> root = read_json(json, "practice", 0, kMaxCaseNodes, diagnostics);
  if (root && root->kind != Tree::Kind::kMap) throw std::runtime_error("practice: not a JSON object");
  Decoded decoded;
  if (root) decoded = decode(*root, diagnostics);
  if (diagnostics.has_errors()) throw std::runtime_error(to_string(diagnostics.all().front()));
  return std::move(decoded.practice);
}

}  // namespace gp
