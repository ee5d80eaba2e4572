// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/threadstore.h"

#include "core/gateway/keptdocument.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// What stands between the brackets.
QByteArray itemsOf(QByteArrayView array)
{
    return array.size() > 2 ? array.sliced(1).chopped(1).trimmed().toByteArray() : QByteArray();
}

QByteArray joined(const QByteArray& first, const QByteArray& second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : first + ',' + second;
}

std::unexpected<ClientError> refuse(int status, const QString& code, const QString& message)
{
    return std::unexpected(ClientError{.status = status,
        .type = status == 404 ? u"not_found"_s : u"invalid_request"_s,
        .message = message,
        .providerCode = code});
}

} // namespace

void ThreadStore::keep(const QString& virtualKey, const QByteArray& request, const QByteArray& document)
{
    const auto answer = membersOf(document);
    const auto asked = membersOf(request);
    const QString id = idOf(valueOf(answer, "id"));
    const QByteArray said = R"({"role":"assistant","content":)" + valueOf(answer, "content").toByteArray() + '}';
    const Entry entry{.system = valueOf(asked, "system").toByteArray(),
        .tools = valueOf(asked, "tools").toByteArray(),
        .messages = joined(itemsOf(valueOf(asked, "messages")), said)};
    const QString name = keptName(virtualKey, id);
    if (!id.isEmpty() && entry.size() <= m_entries.room() / kLargestPart && !m_entries.find(name))
        m_entries.insert(name, entry, entry.size());
}

std::expected<QByteArray, ClientError> ThreadStore::complete(const QString& virtualKey, const QByteArray& body) const
{
    const auto members = membersOf(body);
    const auto thread = membersOf(valueOf(members, "thread"));
    if (valueOf(thread, "type") != R"("continue")")
        return body;
    const QString id = idOf(valueOf(thread, "previous_message_id"));
    const Entry* found = m_entries.find(keptName(virtualKey, id));
    if (!found) {
        return refuse(404, u"thread_not_found"_s,
            u"thread: there is no answer '%1' here. The newest are kept in memory until the gateway ends; send the whole conversation"_s
                .arg(id));
    }
    const std::array<std::pair<QByteArrayView, QByteArray>, 2> held{
        {{"system", found->system}, {"tools", found->tools}}};
    for (const auto& [name, value] : held) {
        if (const auto own = valueOf(members, name); !own.isEmpty() && compactJson(own) != compactJson(value))
            return refuse(400, u"thread_fingerprint_mismatch"_s,
                u"thread: %1 stays as it was when the thread was created"_s.arg(QLatin1StringView(name)));
    }
    const QByteArray messages = joined(found->messages, itemsOf(valueOf(members, "messages")));
    return patchedObject(members,
        {{.name = "thread", .value = R"({"type":"create"})"}, {.name = "messages", .value = '[' + messages + ']'},
            {.name = "system", .value = found->system}, {.name = "tools", .value = found->tools}});
}

} // namespace assay
