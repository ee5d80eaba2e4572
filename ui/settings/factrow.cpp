// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/factrow.h"

#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kWordWidth = 112;
constexpr int kDetailColumn = 2;

} // namespace

FactRow::FactRow(const Sign& sign, const QString& word, QWidget* parent)
    : QWidget(parent)
    , m_sign(new SignLabel(sign, this))
    , m_word(new PlainLabel(word, this))
    , m_detail(new PlainLabel({}, this))
    , m_row(new QHBoxLayout(this))
{
    m_word->setRole(FontRole::BodyStrong);
    m_word->setMinimumWidth(kWordWidth);
    m_detail->setWordWrap(true);
    m_detail->setObjectName(u"factDetail"_s);
    m_row->setContentsMargins(0, space::badge + 1, 0, space::badge);
    m_row->setSpacing(space::control);
    m_row->addWidget(m_sign);
    m_row->addWidget(m_word);
    m_row->addWidget(m_detail, 1);
    setMinimumHeight(qMax(space::controlHeight + 9, fontMetrics().height() + 19));
}

void FactRow::setSign(const Sign& sign)
{
    m_sign->setSign(sign);
}

void FactRow::setDetail(const QString& detail)
{
    m_detail->setText(detail);
    setAccessibleDescription(detail);
}

QString FactRow::detail() const
{
    return m_detail->text();
}

void FactRow::addField(QWidget* field)
{
    m_row->insertWidget(kDetailColumn, field);
}

void FactRow::addControl(QWidget* control)
{
    m_row->addWidget(control);
}

void FactRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
