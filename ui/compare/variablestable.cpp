// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/variablestable.h"

#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kColumns = 3;

} // namespace

VariablesTable::VariablesTable(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(u"variables"_s);
    setAccessibleName(tr("Values of the variables"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::control);
    m_grid->setVerticalSpacing(space::badge);
    hide();
}

void VariablesTable::setNames(const QStringList& names)
{
    if (names == m_names)
        return;
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_fields.clear();
    m_names = names;
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        const QString& name = names.at(i);
        auto* label = new PlainLabel(name, this);
        label->setRole(FontRole::Small, &Theme::muted);
        auto* field = new QLineEdit(m_values.value(name).toString(), this);
        field->setObjectName(u"variable_"_s + name);
        field->setAccessibleName(tr("Value of %1").arg(name));
        field->setPlaceholderText(tr("value of %1").arg(name));
        connect(field, &QLineEdit::textChanged, this, [this, name](const QString& text) {
            m_values.insert(name, text);
            Q_EMIT changed();
        });
        m_fields.append(field);
        m_grid->addWidget(label, i / kColumns, 2 * (i % kColumns), Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(field, i / kColumns, 2 * (i % kColumns) + 1);
    }
    setVisible(!names.isEmpty());
}

QJsonObject VariablesTable::values() const
{
    QJsonObject out;
    for (qsizetype i = 0; i < m_names.size(); ++i)
        out.insert(m_names.at(i), m_fields.at(i)->text());
    return out;
}

void VariablesTable::setValues(const QJsonObject& values)
{
    m_values = values;
    for (qsizetype i = 0; i < m_names.size(); ++i)
        m_fields.at(i)->setText(values.value(m_names.at(i)).toString());
}

QStringList VariablesTable::missing() const
{
    QStringList out;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        if (m_fields.at(i)->text().isEmpty())
            out.append(m_names.at(i));
    }
    return out;
}

} // namespace assay
