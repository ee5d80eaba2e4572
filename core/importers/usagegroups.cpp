// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/usagetable.h"

#include <tuple>

namespace assay {

namespace {

QByteArray groupKey(
    std::string_view provider, std::string_view model, std::string_view project, std::string_view session)
{
    QByteArray key;
    for (const auto part : {provider, model, project, session})
        key.append(part.data(), static_cast<qsizetype>(part.size())).append('\0');
    return key;
}

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace

void UsageGroups::load(const QList<ImportGroup>& groups)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& group : groups) {
        const auto id = static_cast<quint32>(group.id);
        const QByteArray key = group.provider.toUtf8() + '\0' + group.model.toUtf8() + '\0' + group.project.toUtf8()
            + '\0' + group.session.toUtf8() + '\0';
        m_ids.insert(key, id);
        m_groups.insert(id, group);
        m_next = std::max(m_next, id + 1);
    }
}

quint32 UsageGroups::intern(
    std::string_view provider, std::string_view model, std::string_view project, std::string_view session)
{
    const QByteArray key = groupKey(provider, model, project, session);
    const std::scoped_lock lock(m_mutex);
    const auto known = m_ids.constFind(key);
    if (known != m_ids.cend())
        return *known;
    const quint32 id = m_next++;
    m_ids.insert(key, id);
    m_groups.insert(id,
        {.id = id,
            .provider = text(provider),
            .model = text(model),
            .project = text(project),
            .session = text(session)});
    m_added.append(id);
    return id;
}

QList<ImportGroup> UsageGroups::added() const
{
    const std::scoped_lock lock(m_mutex);
    QList<ImportGroup> out;
    for (const quint32 id : m_added)
        out.append(m_groups.value(id));
    return out;
}

ImportGroup UsageGroups::at(quint32 id) const
{
    const std::scoped_lock lock(m_mutex);
    return m_groups.value(id);
}

bool UsageGroups::isBefore(quint32 left, quint32 right) const
{
    const ImportGroup a = at(left);
    const ImportGroup b = at(right);
    return std::tie(a.session, a.project, a.model, a.provider) < std::tie(b.session, b.project, b.model, b.provider);
}

} // namespace assay
