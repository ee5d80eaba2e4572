// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/samplepager.h"

#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

SamplePager::SamplePager(QWidget* parent)
    : QWidget(parent)
    , m_back(new QToolButton(this))
    , m_words(new PlainLabel({}, this))
    , m_forward(new QToolButton(this))
{
    setObjectName(u"samplePager"_s);
    m_back->setObjectName(u"sampleBack"_s);
    m_back->setIcon(themeIcon(u"go-previous"_s, IconColour::Muted));
    m_back->setAccessibleName(tr("Sample before"));
    m_back->setToolTip(tr("Sample before"));
    m_forward->setObjectName(u"sampleForward"_s);
    m_forward->setIcon(themeIcon(u"go-next"_s, IconColour::Muted));
    m_forward->setAccessibleName(tr("Next sample"));
    m_forward->setToolTip(tr("Next sample"));
    for (QToolButton* button : {m_back, m_forward}) {
        button->setAutoRaise(true);
        button->setIconSize(QSize(12, 12));
    }
    m_words->setObjectName(u"sampleWords"_s);
    m_words->setRole(FontRole::Small, &Theme::muted);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_back);
    row->addWidget(m_words);
    row->addWidget(m_forward);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
    hide();
}

void SamplePager::setSamples(int shown, int count, int same)
{
    m_words->setText(tr("%1 of %2").arg(shown + 1).arg(count));
    m_words->setToolTip(same > 1 ? tr("%n of the samples say the same", nullptr, same) : QString());
    m_back->setEnabled(shown > 0);
    m_forward->setEnabled(shown + 1 < count);
    if (isVisibleTo(parentWidget()) != (count > 1))
        setVisible(count > 1);
}

} // namespace assay
