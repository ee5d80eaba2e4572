// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ledger.h"

#include <QDebug>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace assay::testing {

std::unique_ptr<HistoryStore> openStore(const QString& path)
{
    auto store = HistoryStore::open(path, std::make_shared<SystemClock>());
    if (store)
        return *std::move(store);
    qWarning() << store.error().detail;
    return nullptr;
}

QString whyNotOpen(const QString& path)
{
    const auto store = HistoryStore::open(path, std::make_shared<SystemClock>());
    if (store)
        return {};
    if (store.error().kind != ErrorKind::Storage)
        qWarning() << "the failure is no storage failure:" << store.error().detail;
    return store.error().detail;
}

QVariant sql(const QString& path, const QStringList& statements)
{
    QVariant value;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        database.setDatabaseName(path);
        database.open();
        QSqlQuery query(database);
        for (const auto& statement : statements) {
            if (!query.exec(statement)) {
                qWarning() << statement << query.lastError().text();
                value = {};
                break;
            }
            value = query.next() ? query.value(0) : QVariant(true);
        }
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    return value;
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace assay::testing
