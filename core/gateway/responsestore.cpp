// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/responsestore.h"

#include "core/gateway/keptdocument.h"
#include "core/wire/clientfields.h"
#include "core/wire/jsonwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QByteArrayView valueOf(QByteArrayView object, QByteArrayView name)
{
    const auto members = jsonMembers(object);
    return members ? valueOf(*members, name) : QByteArrayView();
}

/// A text alone is one message of the user.
QByteArrayList itemsOf(QByteArrayView input)
{
    QByteArrayList out;
    if (input.startsWith('"'))
        return {R"({"type":"message","role":"user","content":)" + input.toByteArray() + '}'};
    if (const auto elements = jsonElements(input)) {
        for (const auto element : *elements)
            out.append(element.toByteArray());
    }
    return out;
}

/// Reasoning without its proof is refused by those who made it.
bool isBareReasoning(QByteArrayView item)
{
    return valueOf(item, "type") == "\"reasoning\"" && !valueOf(item, "encrypted_content").startsWith('"');
}

} // namespace

void ResponseStore::keep(const QString& virtualKey, const QByteArray& request, const QByteArray& document)
{
    const QString id = idOf(valueOf(document, "id"));
    const qsizetype size = request.size() + document.size() + 512;
    if (id.isEmpty() || size > m_entries.room() / kLargestPart)
        return;
    const QString name = keptName(virtualKey, id);
    Entry entry{.kept = {.input = itemsOf(valueOf(request.trimmed(), "input")), .document = document},
        .name = name,
        .items = {}};
    for (const auto& item : itemsOf(valueOf(document, "output")))
        entry.items.append(keptName(virtualKey, idOf(valueOf(item, "id"))));
    for (const auto& gone : m_entries.insert(name, entry, size))
        forgetItems(gone);
    for (const auto& item : std::as_const(entry.items))
        m_items.insert(item, name);
}

void ResponseStore::forgetItems(const Entry& gone)
{
    for (const auto& item : gone.items) {
        if (m_items.value(item) == gone.name)
            m_items.remove(item);
    }
}

const ResponseStore::Kept* ResponseStore::find(const QString& virtualKey, const QString& id) const
{
    const Entry* entry = m_entries.find(keptName(virtualKey, id));
    return entry ? &entry->kept : nullptr;
}

bool ResponseStore::forget(const QString& virtualKey, const QString& id)
{
    const auto gone = m_entries.take(keptName(virtualKey, id));
    if (gone)
        forgetItems(*gone);
    return gone.has_value();
}

/// The item that is referred to; the reference itself where it is not here.
QByteArray ResponseStore::item(const QString& virtualKey, QByteArrayView reference) const
{
    const QByteArrayView id = valueOf(reference, "id");
    if (const Entry* entry = m_entries.find(m_items.value(keptName(virtualKey, idOf(id))))) {
        for (const auto& item : itemsOf(valueOf(entry->kept.document, "output"))) {
            if (valueOf(item, "id") == id)
                return item;
        }
    }
    return reference.toByteArray();
}

Result<QByteArray> ResponseStore::complete(const QString& virtualKey, const QByteArray& body) const
{
    if (!body.contains("previous_response_id") && !body.contains("item_reference"))
        return body;
    const auto members = jsonMembers(body.trimmed());
    if (!members)
        return body; // whoever reads it says what is wrong
    QByteArrayList items;
    const QByteArrayView reference = valueOf(*members, "previous_response_id");
    if (!reference.isEmpty() && reference != "null" && !reference.startsWith('"'))
        return body; // likewise
    const QString before = idOf(reference);
    if (!before.isEmpty()) {
        const Kept* kept = find(virtualKey, before);
        if (!kept) {
            auto error = refuseField("previous_response_id"_L1,
                u"there is no answer '%1' here. The newest are kept in memory until the gateway ends, and none with store: false; send the whole conversation"_s
                    .arg(before));
            error.error().providerCode = u"previous_response_not_found"_s;
            return error;
        }
        items = kept->input + itemsOf(valueOf(kept->document, "output"));
    }
    for (const auto& own : itemsOf(valueOf(*members, "input")))
        items.append(valueOf(own, "type") == "\"item_reference\"" ? item(virtualKey, own) : own);
    items.removeIf(isBareReasoning);
    return patchedObject(*members,
        {{.name = "previous_response_id", .value = {}}, {.name = "input", .value = '[' + items.join(',') + ']'}});
}

QByteArray inputItemList(const ResponseStore::Kept& kept, bool ascending)
{
    QByteArrayList items;
    for (qsizetype i = 0; i < kept.input.size(); ++i) {
        const auto members = jsonMembers(kept.input[i]);
        if (!members)
            continue;
        QList<MemberPatch> patches;
        if (valueOf(*members, "type").isEmpty())
            patches.append({.name = "type", .value = R"("message")"});
        if (valueOf(*members, "id").isEmpty())
            patches.append({.name = "id", .value = "\"in_" + QByteArray::number(i) + '"'});
        if (const auto content = valueOf(*members, "content"); content.startsWith('"'))
            patches.append(
                {.name = "content", .value = R"([{"type":"input_text","text":)" + content.toByteArray() + "}]"});
        items.append(patchedObject(*members, patches));
    }
    if (!ascending)
        std::ranges::reverse(items);
    const auto id = [&](qsizetype at) { return items.isEmpty() ? "null"_ba : valueOf(items[at], "id").toByteArray(); };
    return R"({"object":"list","data":[)" + items.join(',') + R"(],"first_id":)" + id(0) + R"(,"last_id":)"
        + id(items.size() - 1) + R"(,"has_more":false})";
}

} // namespace assay
