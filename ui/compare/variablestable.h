// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

class QGridLayout;
class QLineEdit;

namespace assay {

/// A field for each variable of the prompt; appears by itself. Values stay when a name goes and comes back.
class VariablesTable : public QWidget
{
    Q_OBJECT

public:
    explicit VariablesTable(QWidget* parent = nullptr);

    void setNames(const QStringList& names);
    /// Of the names that are there; empty fields included.
    QJsonObject values() const;
    void setValues(const QJsonObject& values);
    QStringList missing() const; ///< names without a value

Q_SIGNALS:
    void changed();

private:
    QGridLayout* m_grid;
    QStringList m_names;
    QList<QLineEdit*> m_fields;
    QJsonObject m_values;
};

} // namespace assay
