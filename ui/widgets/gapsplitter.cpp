// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/gapsplitter.h"

namespace assay {

namespace {

class GapHandle final : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent*) override { }
};

} // namespace

GapSplitter::GapSplitter(Qt::Orientation orientation, int gap, QWidget* parent)
    : QSplitter(orientation, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(gap);
}

QSplitterHandle* GapSplitter::createHandle()
{
    return new GapHandle(orientation(), this);
}

} // namespace assay
