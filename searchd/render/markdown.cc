#include "searchd/render/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace gp {
namespace {

constexpr int kLowestHeading = 6;

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IterFree {
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};
using Iter = std::unique_ptr<cmark_iter, IterFree>;

std::vector<cmark_node*> nodes_of(cmark_node* root) {
  std::vector<cmark_node*> nodes;
  const Iter iter(cmark_iter_new(root));
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter.get())) {
    if (event == CMARK_EVENT_ENTER) nodes.push_back(cmark_iter_get_node(iter.get()));
  }
  return nodes;
}

// The comment cmark leaves for raw HTML would be noise, and a picture would be a request to a third party.
void leave_out_html_and_pictures(cmark_node* root) {
  for (cmark_node* node : nodes_of(root)) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) {
      while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
    }
    if (type == CMARK_NODE_IMAGE || type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      cmark_node_unlink(node);
      cmark_node_free(node);
    }
  }
}

std::string text_of(cmark_node* root) {
  std::string text;
  for (cmark_node* node : nodes_of(root)) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) text += cmark_node_get_literal(node);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
  }
  return text;
}

std::string html_of(cmark_node* node) {
  const std::unique_ptr<char, void (*)(void*)> html(cmark_render_html(node, CMARK_OPT_DEFAULT), std::free);
  return html.get();
}

}  // namespace

std::vector<Section> to_sections(std::string_view markdown, int section_level) {
  const std::unique_ptr<cmark_node, NodeFree> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
  leave_out_html_and_pictures(document.get());

  int highest = kLowestHeading;
  for (cmark_node* node = cmark_node_first_child(document.get()); node; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
      highest = std::min(highest, cmark_node_get_heading_level(node));
  }
  std::vector<Section> sections;
  for (cmark_node* node = cmark_node_first_child(document.get()); node; node = cmark_node_next(node)) {
    const bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    const int level = heading ? cmark_node_get_heading_level(node) : 0;
    if (level == highest) {
      sections.push_back({text_of(node), ""});
      continue;
    }
    if (heading) cmark_node_set_heading_level(node, std::min(kLowestHeading, level - highest + section_level));
    if (sections.empty()) sections.emplace_back();
    sections.back().html += html_of(node);
  }
  return sections;
}

}  // namespace gp
