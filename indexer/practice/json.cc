// JSON to a tree and back. nlohmann/json is used as a parser of events only: its own document keeps the last of two
// equal keys silently, and its event parser needs no recursion, so depth is ours to bound.
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/tree.h"

namespace gp {
namespace {

using Json = nlohmann::json;

class TreeEvents final : public nlohmann::json_sax<Json> {
 public:
  TreeEvents(std::string_view file, std::size_t line, std::size_t max_nodes) : builder_(file, max_nodes), line_(line) {}

  bool null() override { return builder_.null(line_); }
  bool boolean(bool value) override { return builder_.scalar(value ? "true" : "false", true, line_); }
  bool number_integer(number_integer_t value) override { return builder_.scalar(std::to_string(value), true, line_); }
  bool number_unsigned(number_unsigned_t value) override { return builder_.scalar(std::to_string(value), true, line_); }
  bool number_float(number_float_t /*value*/, const string_t& written) override {
    return builder_.scalar(written, true, line_);
  }
  bool string(string_t& value) override { return builder_.scalar(std::move(value), false, line_); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*elements*/) override { return builder_.open(Tree::Kind::kMap, line_); }
  bool key(string_t& name) override { return builder_.key(std::move(name), line_); }
  bool end_object() override { return builder_.close(); }
  bool start_array(std::size_t /*elements*/) override { return builder_.open(Tree::Kind::kList, line_); }
  bool end_array() override { return builder_.close(); }
  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while parsing value - …"
    const std::string message = error.what();
    const std::size_t reason = message.find(": ");
    problem_ = "not JSON, at byte " + std::to_string(position) +
               " of the line: " + message.substr(reason == std::string::npos ? 0 : reason + 2);
    return false;
  }

  std::string problem() const { return problem_.empty() ? "the JSON is too large: " + builder_.problem() : problem_; }
  Tree take() { return builder_.take(); }

 private:
  TreeBuilder builder_;
  std::size_t line_;
  std::string problem_;
};

// Stops at the first "id" of the outermost object.
class IdEvents final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return other(); }
  bool boolean(bool /*value*/) override { return other(); }
  bool number_integer(number_integer_t /*value*/) override { return other(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return other(); }
  bool number_float(number_float_t /*value*/, const string_t& /*written*/) override { return other(); }
  bool string(string_t& value) override {
    if (expected_) id = std::move(value);
    return other();
  }
  bool binary(binary_t& /*value*/) override { return other(); }
  bool start_object(std::size_t /*elements*/) override { return open(); }
  bool key(string_t& name) override {
    expected_ = depth_ == 1 && name == "id";
    return true;
  }
  bool end_object() override { return --depth_ > 0; }
  bool start_array(std::size_t /*elements*/) override { return open(); }
  bool end_array() override { return --depth_ > 0; }
  bool parse_error(std::size_t /*position*/, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

  std::string id{};

 private:
  bool open() {
    ++depth_;
    return other();
  }
  bool other() const { return !expected_; }

  std::size_t depth_ = 0;
  bool expected_ = false;  // the value to come is the id
};

void write_string(const std::string& text, std::string& out) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (const auto code = static_cast<unsigned char>(c); code < 0x20) {
      out.append("\\u00").append(1, hex[code >> 4U]).append(1, hex[code & 15U]);
    } else {
      out += c;
    }
  }
  out += '"';
}

void write(const Tree& node, std::string& out) {
  const bool map = node.kind == Tree::Kind::kMap;
  switch (node.kind) {
    case Tree::Kind::kNull:
      out += "null";
      return;
    case Tree::Kind::kScalar:
      if (node.bare) {
        out += node.text;
      } else {
        write_string(node.text, out);
      }
      return;
    case Tree::Kind::kList:
    case Tree::Kind::kMap:
      break;
  }
  out += map ? '{' : '[';
  bool first = true;
  for (const Tree& child : node.children) {
    if (!std::exchange(first, false)) out += ',';
    if (map) {
      write_string(child.key, out);
      out += ':';
    }
    write(child, out);
  }
  out += map ? '}' : ']';
}

}  // namespace

std::optional<Tree> read_json(std::string_view bytes, std::string_view file, std::size_t line, std::size_t max_nodes,
                              Diagnostics& diagnostics) {
  TreeEvents events(file, line, max_nodes);
  if (Json::sax_parse(bytes.begin(), bytes.end(), &events)) return events.take();
  // The parser quotes what it read last, which may be a whole text.
  constexpr std::size_t readable = 250;
  diagnostics.error({std::string(file), line}, shortened(events.problem(), readable),
                    "write one JSON object on the line");
  return std::nullopt;
}

std::string json_id(std::string_view bytes) {
  IdEvents events;
  Json::sax_parse(bytes.begin(), bytes.end(), &events);
  return events.id;
}

std::string write_json(const Tree& node) {
  std::string out;
  write(node, out);
  return out;
}

}  // namespace gp
