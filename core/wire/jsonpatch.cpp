// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonpatch.h"

#include "core/support/bytes.h"

#include <algorithm>
#include <cstring>

namespace assay {

namespace {

class JsonScanner
{
public:
    explicit JsonScanner(QByteArrayView text)
        : m_at(text.begin())
        , m_end(text.end())
    {
    }

    std::optional<QList<JsonMember>> scan()
    {
        QList<JsonMember> out;
        out.reserve(16);
        skipBlanks();
        if (!take('{'))
            return std::nullopt;
        skipBlanks();
        if (take('}'))
            return out;
        for (;;) {
            skipBlanks();
            const auto name = string();
            skipBlanks();
            if (!name || !take(':'))
                return std::nullopt;
            skipBlanks();
            const auto value = anyValue();
            if (!value)
                return std::nullopt;
            out.append({.name = name->sliced(1, name->size() - 2), .value = *value});
            skipBlanks();
            if (take('}'))
                return out;
            if (!take(','))
                return std::nullopt;
        }
    }

    std::optional<QList<QByteArrayView>> scanArray()
    {
        QList<QByteArrayView> out;
        skipBlanks();
        if (!take('['))
            return std::nullopt;
        skipBlanks();
        if (take(']'))
            return out;
        for (;;) {
            skipBlanks();
            const auto value = anyValue();
            if (!value)
                return std::nullopt;
            out.append(*value);
            skipBlanks();
            if (take(']'))
                return out;
            if (!take(','))
                return std::nullopt;
        }
    }

private:
    void skipBlanks()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool take(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    /// With its quotes.
    std::optional<QByteArrayView> string()
    {
        const char* const start = m_at;
        if (!take('"'))
            return std::nullopt;
        for (;;) {
            const void* const quote = std::memchr(m_at, '"', static_cast<std::size_t>(m_end - m_at));
            if (!quote)
                return std::nullopt;
            const char* const found = static_cast<const char*>(quote);
            const char* before = found;
            while (before != m_at && before[-1] == '\\')
                --before;
            m_at = found + 1;
            if ((found - before) % 2 == 0)
                return QByteArrayView(start, m_at);
        }
    }

    std::optional<QByteArrayView> anyValue()
    {
        if (m_at == m_end)
            return std::nullopt;
        if (*m_at == '"')
            return string();
        const char* const start = m_at;
        if (*m_at != '{' && *m_at != '[') {
            m_at = std::find_if(m_at, m_end, [](char c) {
                return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
            });
            return m_at == start ? std::nullopt : std::optional(QByteArrayView(start, m_at));
        }
        for (int depth = 0; m_at != m_end;) {
            if (*m_at == '"') {
                if (!string())
                    return std::nullopt;
                continue;
            }
            const char c = *m_at++;
            if (c == '{' || c == '[')
                ++depth;
            else if ((c == '}' || c == ']') && --depth == 0)
                return QByteArrayView(start, m_at);
        }
        return std::nullopt;
    }

    const char* m_at;
    const char* const m_end;
};

void append(QByteArray& out, QByteArrayView name, QByteArrayView value)
{
    extend(extend(extend(out, out.isEmpty() ? "{\"" : ",\""), name), "\":");
    extend(out, value);
}

} // namespace

std::optional<QList<JsonMember>> jsonMembers(QByteArrayView object)
{
    return JsonScanner(object).scan();
}

std::optional<QList<QByteArrayView>> jsonElements(QByteArrayView array)
{
    return JsonScanner(array).scanArray();
}

const JsonMember* memberOf(const QList<JsonMember>& members, QByteArrayView name)
{
    const auto found = std::ranges::find(members, name, &JsonMember::name);
    return found == members.end() ? nullptr : &*found;
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

QByteArray patchedObject(const QList<JsonMember>& members, const QList<MemberPatch>& patches)
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
