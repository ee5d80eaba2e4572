// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/lineupfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString nameOf(const QJsonObject& entry)
{
    return entry.value("name"_L1).toString();
}

} // namespace

LineUpFile::LineUpFile(const QString& profile)
    : m_path(profile + u"/line-ups.json"_s)
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    for (const auto& item : QJsonDocument::fromJson(file.readAll()).object().value("line_ups"_L1).toArray()) {
        if (!nameOf(item.toObject()).isEmpty())
            m_entries.append(item.toObject());
    }
}

Result<void> LineUpFile::save(const QJsonObject& entry)
{
    QList<QJsonObject> entries = m_entries;
    const auto found = std::ranges::find(entries, nameOf(entry), nameOf);
    if (found != entries.end())
        *found = entry;
    else
        entries.append(entry);
    return write(entries);
}

Result<void> LineUpFile::remove(const QString& name)
{
    QList<QJsonObject> entries = m_entries;
    entries.removeIf([&](const QJsonObject& entry) { return nameOf(entry) == name; });
    return write(entries);
}

Result<void> LineUpFile::write(const QList<QJsonObject>& entries)
{
    QJsonArray array;
    for (const auto& entry : entries)
        array.append(entry);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(QJsonObject{{u"line_ups"_s, array}}).toJson()) < 0
        || !file.commit())
        return fail(ErrorKind::Storage, u"The line-ups were not saved in %1: %2."_s.arg(m_path, file.errorString()));
    m_entries = entries;
    return {};
}

} // namespace assay
