// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace assay {

/// Stands on the stack of a member function while it calls what may destroy the object, and says afterwards whether it
/// did. QPointer does the same for an allocation an object. The object has a `bool*` for it, null at first, and says
/// so in its destructor through Lifeline::cut().
class Lifeline
{
public:
// The slot is left pointing here only where it is gone itself, which GCC cannot know.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdangling-pointer"
#endif
    explicit Lifeline(bool*& slot)
        : m_slot(slot)
        , m_outer(slot)
    {
        slot = &m_gone;
    }
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
    ~Lifeline()
    {
        if (!m_gone)
            m_slot = m_outer;
        else if (m_outer)
            *m_outer = true;
    }
    Q_DISABLE_COPY_MOVE(Lifeline)

    explicit operator bool() const { return !m_gone; }
    static void cut(bool* slot)
    {
        if (slot)
            *slot = true;
    }

private:
    bool*& m_slot; // dangles once m_gone
    bool m_gone = false;
    bool* m_outer;
};

} // namespace assay
