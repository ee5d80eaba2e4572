// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace assay::testing {

/// A made-up key and everything it can look like when it leaks. Written with Qt's own encoders, apart from the
/// product's search for echoes.
class Canary
{
public:
    struct Form {
        QByteArray name;
        QByteArray bytes;
    };

    explicit Canary(QByteArray key);

    const QByteArray& key() const { return m_key; }
    const QList<Form>& forms() const { return m_forms; }

    /// Names of the forms that are in the bytes, joined by commas; empty when there is none. What is gzipped is looked
    /// at inflated.
    QByteArray foundIn(const QByteArray& bytes) const;
    /// Likewise for all files below a folder, each with its name.
    QByteArray foundInFiles(const QString& folder) const;

private:
    QByteArray m_key;
    QList<Form> m_forms;
};

/// Command lines of a process and of all its children, by process id.
QHash<qint64, QByteArray> commandLines(qint64 processId);

/// What the system answers a tracer that is the same user without privileges: 0 or an errno.
int errorOfTracing(qint64 processId);

} // namespace assay::testing
