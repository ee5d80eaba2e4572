// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/virtualkeytable.h"

#include "core/history/connection.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>
#include <QVariant>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kPatience = 10s;

constexpr auto kKeys = "SELECT id, name, hash, hint, created_us, expires_us, disabled, day_pico, week_pico, month_pico,"
                       " models, providers FROM virtual_key WHERE removed_us IS NULL ORDER BY created_us, id"_L1;
// Backwards from the newest call: a key that is in use is found at once, and one without a group has none.
constexpr auto kLastUsed = "SELECT k.id, (SELECT r.at_us FROM run_label l JOIN run r ON r.seq = l.run"
                           " WHERE l.key_id = k.id ORDER BY l.run DESC LIMIT 1) FROM virtual_key k"
                           " WHERE k.removed_us IS NULL"
                           " AND EXISTS (SELECT 1 FROM spend_group g WHERE g.key_id = k.id)"_L1;
constexpr auto kAdd = "INSERT INTO virtual_key(id, name, hash, hint, created_us, expires_us, disabled, day_pico,"
                      " week_pico, month_pico, models, providers) SELECT ?,?,?,?,?,?,?,?,?,?,?,?"
                      " WHERE NOT EXISTS (SELECT 1 FROM virtual_key WHERE name = ? AND removed_us IS NULL)"_L1;
constexpr auto kDisable = "UPDATE virtual_key SET disabled = ? WHERE id = ? AND removed_us IS NULL"_L1;
constexpr auto kRemove
    = "UPDATE virtual_key SET removed_us = ?, hash = NULL, disabled = 1 WHERE id = ? AND removed_us IS NULL"_L1;

qint64 microseconds(const QDateTime& time)
{
    return time.toMSecsSinceEpoch() * 1000;
}

QDateTime dateTime(const QVariant& value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong() / 1000, QTimeZone::UTC);
}

QVariant amount(const std::optional<Money>& money)
{
    return money ? QVariant(money->pico()) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<Money> money(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(Money::fromPico(value.toLongLong()));
}

QString listText(const QStringList& list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList textList(const QString& text)
{
    QStringList out;
    const auto array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto& item : array)
        out.append(item.toString());
    return out;
}

VirtualKey readKey(const QSqlQuery& row)
{
    VirtualKey out;
    out.id = row.value(0).toString();
    out.name = row.value(1).toString();
    out.hash = row.value(2).toByteArray();
    out.hint = row.value(3).toString();
    out.createdAt = dateTime(row.value(4));
    if (!row.value(5).isNull())
        out.expiresAt = dateTime(row.value(5));
    out.disabled = row.value(6).toInt() != 0;
    out.dayLimit = money(row.value(7));
    out.weekLimit = money(row.value(8));
    out.monthLimit = money(row.value(9));
    out.models = textList(row.value(10).toString());
    out.providers = textList(row.value(11).toString());
    return out;
}

} // namespace

VirtualKeyTable::VirtualKeyTable(const QString& path, DatabaseLock lock)
    : m_path(path)
    , m_lock(std::move(lock))
    , m_readers(std::make_unique<ReaderPool>(path))
{
}

Result<std::unique_ptr<VirtualKeyTable>> VirtualKeyTable::open(const QString& path)
{
    auto lock = DatabaseLock::open(path);
    if (!lock)
        return std::unexpected(lock.error());
    return std::unique_ptr<VirtualKeyTable>(new VirtualKeyTable(path, *std::move(lock)));
}

Result<QList<VirtualKey>> VirtualKeyTable::keys() const
{
    const auto reader = m_readers->borrow();
    if (!reader)
        return std::unexpected(reader.error());
    auto query = (**reader).prepare(kKeys);
    if (!query)
        return std::unexpected(query.error());
    if (const auto done = (**reader).run(*query, {}); !done)
        return std::unexpected(done.error());
    QList<VirtualKey> out;
    while (query->next())
        out.append(readKey(*query));
    return out;
}

Result<QHash<QString, QDateTime>> VirtualKeyTable::lastUsed() const
{
    const auto reader = m_readers->borrow();
    if (!reader)
        return std::unexpected(reader.error());
    auto query = (**reader).prepare(kLastUsed);
    if (!query)
        return std::unexpected(query.error());
    if (const auto done = (**reader).run(*query, {}); !done)
        return std::unexpected(done.error());
    QHash<QString, QDateTime> out;
    while (query->next()) {
        if (!query->value(1).isNull())
            out.insert(query->value(0).toString(), dateTime(query->value(1)));
    }
    return out;
}

/// Rows changed.
Result<int> VirtualKeyTable::write(QLatin1StringView statement, const QVariantList& values)
{
    const std::lock_guard guard(m_writing);
    const auto hold = m_lock.shared(kPatience);
    if (!hold)
        return std::unexpected(hold.error());
    const auto connection = Connection::open(m_path, Connection::Mode::Write);
    if (!connection)
        return std::unexpected(connection.error());
    auto query = connection->prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (const auto done = connection->run(*query, values); !done)
        return std::unexpected(done.error());
    return query->numRowsAffected();
}

Result<void> VirtualKeyTable::add(const VirtualKey& key)
{
    const QVariant expires
        = key.expiresAt ? QVariant(microseconds(*key.expiresAt)) : QVariant(QMetaType::fromType<qint64>());
    const auto rows = write(kAdd,
        {key.id, key.name, key.hash, key.hint, microseconds(key.createdAt), expires, key.disabled ? 1 : 0,
            amount(key.dayLimit), amount(key.weekLimit), amount(key.monthLimit), listText(key.models),
            listText(key.providers), key.name});
    if (!rows)
        return std::unexpected(rows.error());
    if (*rows == 0)
        return fail(ErrorKind::InvalidRequest, u"There is a key named '%1' already."_s.arg(key.name));
    return {};
}

Result<void> VirtualKeyTable::setDisabled(const QString& id, bool disabled)
{
    const auto rows = write(kDisable, {disabled ? 1 : 0, id});
    if (!rows)
        return std::unexpected(rows.error());
    if (*rows == 0)
        return fail(ErrorKind::InvalidRequest, u"There is no such key."_s);
    return {};
}

Result<void> VirtualKeyTable::remove(const QString& id, const QDateTime& at)
{
    const auto rows = write(kRemove, {microseconds(at), id});
    if (!rows)
        return std::unexpected(rows.error());
    if (*rows == 0)
        return fail(ErrorKind::InvalidRequest, u"There is no such key."_s);
    return {};
}

} // namespace assay
