// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/statement.h"

#include "core/history/connection.h"

namespace assay {

namespace {

// Longer texts hardly ever repeat, so comparing them is not worth it.
constexpr qsizetype kLongestCompared = 64;

bool isSame(const QVariant& left, const QVariant& right)
{
    if (left.metaType() != right.metaType())
        return false;
    switch (left.typeId()) {
    case QMetaType::UnknownType: return true; // NULL
    case QMetaType::LongLong:
        return *static_cast<const qint64*>(left.constData()) == *static_cast<const qint64*>(right.constData());
    case QMetaType::QString: {
        const auto& text = *static_cast<const QString*>(left.constData());
        return text.size() <= kLongestCompared && text == *static_cast<const QString*>(right.constData());
    }
    default: return false;
    }
}

} // namespace

Result<Statement> Statement::prepare(const Connection& connection, QLatin1StringView text)
{
    return connection.prepare(text).transform([](QSqlQuery query) { return Statement(std::move(query)); });
}

Result<void> Statement::run(const Connection& connection, const QVariantList& values)
{
    const bool isFirst = m_bound.size() != values.size();
    for (int i = 0; i < values.size(); ++i) {
        if (isFirst || !isSame(values[i], m_bound[i]))
            m_query.bindValue(i, values[i]);
    }
    m_bound = values;
    if (!m_query.exec())
        return std::unexpected(connection.error(m_query));
    return {};
}

} // namespace assay
