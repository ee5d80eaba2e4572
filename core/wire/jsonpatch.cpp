// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonpatch.h"

#include "core/support/bytes.h"
#include "core/wire/jsonscanner.h"

#include <algorithm>

namespace assay {

namespace {

void append(QByteArray& out, QByteArrayView name, QByteArrayView value)
{
    extend(extend(extend(out, out.isEmpty() ? "{\"" : ",\""), name), "\":");
    extend(out, value);
}

} // namespace

std::optional<JsonMembers> jsonMembers(QByteArrayView object)
{
    std::optional<JsonMembers> out(std::in_place);
    const bool isObject = JsonScanner(object).eachMember([&](QByteArrayView name, QByteArrayView value) {
        out->append({.name = name, .value = value});
        return true;
    });
    if (!isObject)
        out.reset();
    return out;
}

std::optional<QList<QByteArrayView>> jsonElements(QByteArrayView array)
{
    std::optional<QList<QByteArrayView>> out(std::in_place);
    const bool isArray = JsonScanner(array).eachElement([&](QByteArrayView value) {
        out->append(value);
        return true;
    });
    if (!isArray)
        out.reset();
    return out;
}

const JsonMember* memberOf(std::span<const JsonMember> members, QByteArrayView name)
{
    const auto found = std::ranges::find(members, name, &JsonMember::name);
    return found == members.end() ? nullptr : &*found;
}

namespace {

/// Where the next token of an RFC 6901 pointer leads; empty if nowhere. Names with `~` are none of a provider's.
QByteArrayView stepInto(QByteArrayView json, QByteArrayView token)
{
    QByteArrayView out;
    if (json.startsWith('[')) {
        bool isNumber = false;
        qsizetype left = token.toLongLong(&isNumber);
        if (!isNumber)
            return out;
        JsonScanner(json).eachElement([&](QByteArrayView value) {
            if (left == 0)
                out = value;
            return left-- > 0;
        });
        return out;
    }
    JsonScanner(json).eachMember([&](QByteArrayView name, QByteArrayView value) {
        if (name == token)
            out = value;
        return out.isEmpty();
    });
    return out;
}

} // namespace

QByteArrayView jsonAt(QByteArrayView json, QByteArrayView pointer)
{
    json = json.trimmed();
    while (!pointer.isEmpty() && !json.isEmpty()) {
        const qsizetype end = pointer.indexOf('/', 1);
        json = stepInto(json, (end < 0 ? pointer : pointer.first(end)).sliced(1));
        pointer = end < 0 ? QByteArrayView() : pointer.sliced(end);
    }
    return json;
}

QByteArray compactJson(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size());
    bool isInside = false;
    for (const char* at = json.begin(); at != json.end(); ++at) {
        const char c = *at;
        if (isInside) {
            out.append(c);
            if (c == '\\' && at + 1 != json.end())
                out.append(*++at);
            isInside = c != '"';
        } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            out.append(c);
            isInside = c == '"';
        }
    }
    return out;
}

QByteArray patchedObject(std::span<const JsonMember> members, std::span<const MemberPatch> patches)
{
    qsizetype room = 2;
    for (const auto& member : members)
        room += member.name.size() + member.value.size() + 4;
    for (const auto& patch : patches)
        room += patch.name.size() + patch.value.size() + 4;
    QByteArray out;
    out.reserve(room);
    for (const auto& member : members) {
        const bool isPatched
            = std::ranges::any_of(patches, [&](const MemberPatch& patch) { return patch.name == member.name; });
        if (!isPatched)
            append(out, member.name, member.value);
    }
    for (const auto& patch : patches) {
        if (!patch.value.isEmpty())
            append(out, patch.name, patch.value);
    }
    return out.isEmpty() ? "{}" : extend(out, '}');
}

} // namespace assay
