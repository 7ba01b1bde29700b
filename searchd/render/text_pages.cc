#include "searchd/render/text_pages.h"

#include "indexer/practice/vocabulary.h"
#include "searchd/render/web_file.h"

namespace gp {

TextPages::TextPages(const std::string& folder, const std::vector<std::string>& languages) {
  for (const std::string_view name : kTextPages) {
    for (const std::string& language : languages) {
      const bool latin = language == "sr-Latn";  // made of the text in Cyrillic letters, as the messages are
      std::string text = read_web_file(folder + "/" + std::string(name) + "/" + (latin ? "sr" : language) + ".md");
      if (latin) text = serbian_to_latin(text);
      sections_.emplace(std::make_pair(std::string(name), language), to_sections(text));
    }
  }
}

const std::vector<Section>& TextPages::sections(std::string_view name, const std::string& language) const {
  return sections_.at({std::string(name), language});
}

Data text_page(View& view, std::string_view name, const std::vector<Section>& sections,
               const std::vector<EvidenceClass>& evidence, const std::string& contact) {
  const std::string key = "text." + std::string(name);
  Data page;
  page["text_title"] = view.text(key + ".title");
  Data list(Data::type::list);
  for (const Section& section : sections) {
    Data one;
    one["section_heading"] = or_false(section.heading);
    one["section_html"] = section.html;
    append(list, std::move(one));
  }
  page["text_sections"] = std::move(list);
  Data classes(Data::type::list);
  for (const EvidenceClass& one : evidence) {
    Data item;
    item["class_id"] = one.label.id;
    item["class_label"] = one.label.label;
    item["class_definition"] = one.definition;
    item["class_url"] = search_url(search_for(view.query, "evidence", one.label.id));
    item["class_count"] = view.text("count.practices", {count_of("count", one.count)});
    append(classes, std::move(item));
  }
  Data all;
  all["class_list"] = std::move(classes);
  page["evidence_classes"] = when(!evidence.empty(), std::move(all));

  page["contact"] = or_false(contact);
  page["contact_url"] = contact.find('@') != std::string::npos ? "mailto:" + contact : contact;

  Frame frame;
  frame.kind = name;
  frame.title = view.text(key + ".title");
  frame.description = view.text(key + ".description");
  add_frame(page, view, frame);
  page["header_search"] = true;
  return page;
}

}  // namespace gp
