// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/enginesession.h"

#include "core/run/engine.h"

namespace assay {

EngineSession::EngineSession(Engine* engine)
    : m_engine(engine)
{
}

EngineSession::~EngineSession() = default;

void EngineSession::start(const RunSpec& spec)
{
    m_handle = m_engine->start(spec);
    RunHandle* handle = m_handle.get();
    connect(handle, &RunHandle::laneStateChanged, this, &CompareSession::laneStateChanged);
    connect(handle, &RunHandle::laneRetryScheduled, this, &CompareSession::laneRetryScheduled);
    connect(handle, &RunHandle::streamed, this, &CompareSession::streamed);
    connect(handle, &RunHandle::laneFinished, this, &CompareSession::laneFinished);
    connect(handle, &RunHandle::finished, this, &CompareSession::finished);
}

void EngineSession::cancel(int lane)
{
    if (m_handle)
        m_handle->cancel(lane);
}

void EngineSession::cancelAll()
{
    if (m_handle)
        m_handle->cancelAll();
}

void EngineSession::retryNow(int lane)
{
    if (m_handle)
        m_handle->retryNow(lane);
}

} // namespace assay
